"""Contract rows as URL patterns: one path, one endpoint class per method."""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from komship.api.endpoint import Endpoint
from komship.api.envelope import failure, render
from komship.api.errors import unreadable

MOST_BODY_BYTES = 20 * 1024 * 1024
_FORMS = ("multipart/", "application/x-www-form-urlencoded")

View = Callable[..., HttpResponseBase]


def row(route: str, *, name: str | None = None, **endpoints: type[Endpoint]) -> URLPattern:
    """One contract path. Keywords are lower-case methods: `get=`, `post=`, `put=`, `delete=`.

    A POST that carries `_method=put|delete` is answered as that method, because browsers' multipart
    forms can only be posted.
    """
    views: dict[str, View] = {method.upper(): endpoint.as_view() for method, endpoint in endpoints.items()}

    def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(sorted(views))})
        refusal = _body_refusal(request)
        if refusal is not None:
            return refusal
        method = _effective_method(request)
        chosen = views.get("GET" if method == "HEAD" else method)
        if chosen is None:
            return render(failure(405, "Metode ini tidak didukung di sini."))
        request.method = method
        return chosen(request, **kwargs)

    exempt = csrf_exempt(view)
    exempt.endpoints = endpoints  # type: ignore[attr-defined]
    return path(route, exempt, name=name)


def _body_refusal(request: HttpRequest) -> HttpResponse | None:
    """Refuse bodies that are too large before anything reads them."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BODY_BYTES:
        return render(failure(413, "Permintaan terlalu besar."))
    try:
        if (request.content_type or "").startswith(_FORMS):
            request.POST  # noqa: B018 - parsing applies Django's own limits
        else:
            request.body  # noqa: B018
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError) as error:
        return render(unreadable(error))
    return None


def _effective_method(request: HttpRequest) -> str:
    if request.method != "POST":
        return request.method or "GET"
    wanted = _declared_method(request).upper()
    return wanted if wanted in ("PUT", "DELETE", "PATCH") else "POST"


def _declared_method(request: HttpRequest) -> str:
    if (request.content_type or "").startswith(_FORMS):
        return str(request.POST.get("_method", ""))
    if b'"_method"' not in request.body:
        return ""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):  # Whoever reads the body next says what is wrong with it.
        return ""
    return str(body.get("_method", "")) if isinstance(body, dict) else ""
