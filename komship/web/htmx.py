"""Answers htmx understands; the same views serve browsers without it."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

Tone = Literal["success", "info", "warning", "danger"]

_LEVELS: dict[str, int] = {
    "success": messages.SUCCESS,
    "info": messages.INFO,
    "warning": messages.WARNING,
    "danger": messages.ERROR,
}
_TOAST_EVENT = "komship:toast"
UNPROCESSABLE = 422


def wants_partial(request: HttpRequest) -> bool:
    """True when htmx will put the answer into the page that is already open.

    A history restore asks for a whole page although it carries the htmx header.
    """
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Boosted") != "true"
    )


def answer(
    request: HttpRequest,
    page: str,
    *,
    partial: str | None = None,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only `partial` for htmx. Caches must not mix the two up."""
    name = partial if partial is not None and wants_partial(request) else page
    response = render(request, name, dict(context or {}), status=status)
    if partial is not None:
        patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request: HttpRequest, url: str, *, text: str = "", tone: Tone = "success") -> HttpResponse:
    """Leave for `url`; `text` is shown as a toast on the page that follows."""
    if text:
        messages.add_message(request, _LEVELS[tone], text)
    if not wants_partial(request):
        return HttpResponseRedirect(url)
    response = HttpResponse(status=200)
    response.headers["HX-Redirect"] = url
    return response


def toast(response: HttpResponse, text: str, *, tone: Tone = "success") -> HttpResponse:
    """Have the open page show `text`; for partial answers, which cannot carry messages."""
    return trigger(response, _TOAST_EVENT, {"text": text, "tone": tone})


def trigger(response: HttpResponse, event: str, detail: object = None) -> HttpResponse:
    """Fire a browser event after the swap. Header values stay ASCII, so texts are escaped."""
    events = json.loads(response.headers.get("HX-Trigger", "{}"))
    events[event] = detail
    response.headers["HX-Trigger"] = json.dumps(events)
    return response
