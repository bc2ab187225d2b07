"""OpenAPI from what endpoints declare: their input, their docstring, the envelope."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLResolver, get_resolver
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

# Declared in the settings, SPECTACULAR_SETTINGS["APPEND_COMPONENTS"].
BEARER = "bearer"

_ENVELOPE: dict[str, Any] = {
    "type": "object",
    "required": ["status", "code"],
    "properties": {
        "status": {"description": "`success` or `failed`; true or false in answers of the account service"},
        "code": {"type": "integer"},
        "message": {"type": "string"},
        "data": {},
    },
}
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

Described = tuple[str, str, str, Callable[..., HttpResponseBase]]


def described_operations(endpoints: Sequence[Described]) -> list[Described]:
    """Hook of drf-spectacular: one entry for each method of each row below /api.

    It finds none by itself, because a row holds one class per method.
    """
    return list(_rows(get_resolver(), "/"))


def _rows(resolver: URLResolver, prefix: str) -> Iterator[Described]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _rows(entry, route)
            continue
        for method, endpoint in getattr(entry.callback, "endpoints", {}).items():
            yield _PARAMETER.sub(r"{\1}", route), route, method.upper(), endpoint.as_view()


class OperationSchema(AutoSchema):
    """Describes one endpoint without asking it for a serializer of its answer."""

    def get_operation_id(self) -> str:
        words = re.findall(r"\w+", self.path.removeprefix("/api/"))
        return "_".join([self.method.lower(), *words])

    def get_tags(self) -> list[str]:
        return [type(self.view).__module__.partition(".")[0]]

    def get_description(self) -> str:  # type: ignore[override]
        own = type(self.view).__dict__.get("__doc__")
        return inspect.cleandoc(own) if own else ""

    def get_auth(self) -> list[dict[str, list[str]]]:
        return [{BEARER: []}] if self.view.permission_classes else []

    def get_override_parameters(self) -> list[Any]:
        given = self._input()
        return [given] if given is not None and self.method == "GET" else []

    def get_request_serializer(self) -> Any:
        given = self._input()
        if given is None or self.method == "GET":
            return None
        return given(many=True) if getattr(self.view, "input_is_list", False) else given

    def get_response_serializers(self) -> Any:
        answers = {200: "The answer", 400: "A refusal, in words"}
        if self.view.permission_classes:
            answers[401] = "The token is missing or dead"
        return {code: OpenApiResponse(response=_ENVELOPE, description=text) for code, text in answers.items()}

    def _input(self) -> type[serializers.BaseSerializer[Any]] | None:
        given: type[serializers.BaseSerializer[Any]] | None = getattr(self.view, "input", None)
        return given

    def _get_serializer_name(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> str:
        """Unlike class names, module and class together are never used twice."""
        words = f"{type(serializer).__module__}.{type(serializer).__name__}".replace(".api.", ".").split(".")
        return "".join(word[:1].upper() + word[1:] for word in "_".join(words).split("_"))

    def _map_serializer_field(self, field: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        if _is_of_our_own(field):
            return {"description": inspect.cleandoc(type(field).__doc__ or "")}
        return super()._map_serializer_field(field, direction, bypass_extensions)  # type: ignore[no-untyped-call]


class _Bearer(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Told by path: what only describes the API is loaded by nobody who serves it."""

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class ApiKeyScheme(_Bearer):  # type: ignore[no-untyped-call]
    target_class = "accounts.api.authentication.ApiKeyAuthentication"
    name = "apiKey"


class DeviceTokenScheme(_Bearer):  # type: ignore[no-untyped-call]
    target_class = "accounts.api.authentication.DeviceTokenAuthentication"
    name = "deviceToken"


class ServiceKeyScheme(_Bearer):  # type: ignore[no-untyped-call]
    target_class = "komship.api.service_endpoint.ServiceKeyAuthentication"
    name = "serviceKey"


def _is_of_our_own(field: serializers.Field[Any, Any, Any, Any]) -> bool:
    """Whether a field takes what it likes, so that no JSON type describes it."""
    kinds = type(field).__mro__
    known = next(kind for kind in kinds if kind.__module__.startswith("rest_framework"))
    return known is serializers.Field
