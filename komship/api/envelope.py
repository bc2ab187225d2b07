"""The one form in which API answers leave: status, code, message, data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.http import HttpResponse

ABSENT: Any = object()


@dataclass(frozen=True)
class Answer:
    """An answer that differs from the plain one: other code, extra top-level keys, no data."""

    data: Any = ABSENT
    message: str | None = None
    code: int = 200
    http_status: int = 200
    status: str | bool = "success"
    extra: Mapping[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        out: dict[str, Any] = {"status": self.status, "code": self.code}
        if self.message is not None:
            out["message"] = self.message
        if self.data is not ABSENT:
            out["data"] = self.data
        return out | dict(self.extra)


@dataclass(frozen=True)
class TextAnswer(Answer):
    """A success whose body is the text itself, outside the envelope, as some old operations have it."""

    text: str = ""


def failure(
    http_status: int,
    message: str,
    *,
    code: int | None = None,
    errors: Mapping[str, list[str]] | None = None,
) -> Answer:
    """A refusal in words; `errors` names the inputs it is about."""
    extra = {"errors": dict(errors)} if errors else {}
    return Answer(
        status="failed",
        code=http_status if code is None else code,
        http_status=http_status,
        message=message,
        extra=extra,
    )


def render(answer: Answer) -> HttpResponse:
    """The HTTP response of an answer."""
    if isinstance(answer, TextAnswer):
        return HttpResponse(answer.text, status=answer.http_status, content_type="text/plain")
    return json_response(answer.body(), status=answer.http_status)


def json_response(body: Any, *, status: int = 200) -> HttpResponse:
    """Compact UTF-8 JSON. What JSON does not know (lazy texts, decimals) is written as text."""
    text = orjson.dumps(body, default=str, option=orjson.OPT_NON_STR_KEYS)
    return HttpResponse(text, status=status, content_type="application/json")
