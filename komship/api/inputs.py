"""What clients send, made even: JSON, form or multipart, query and body together."""

from typing import Any

from django.http import QueryDict
from rest_framework.request import Request

from komship.lib.errors import InvalidInput

# JavaScript's FormData writes these texts for values that are not there.
_NOTHING = {"null", "undefined"}


def merged_input(request: Request) -> Any:
    """Query parameters overlaid with the body; a JSON array body comes back as it is."""
    query = _from_form(request.query_params)
    body = _body(request) if request.method != "GET" else None
    if body is None:
        return query
    if isinstance(body, QueryDict):
        return query | _from_form(body)
    if isinstance(body, dict):
        return query | body
    return body


def _body(request: Request) -> Any:
    try:
        body = request.data
        if not isinstance(body, QueryDict):
            _refuse_broken_text(body)
    except RecursionError as error:
        raise InvalidInput("Isi permintaan bertingkat terlalu dalam.") from error
    return body


def _from_form(values: QueryDict) -> dict[str, Any]:
    """Last value per name; `name[]` and names that repeat inside it become lists."""
    out: dict[str, Any] = {}
    for name, items in values.lists():
        kept = [item for item in items if item not in _NOTHING]
        _refuse_broken_text(kept)
        if name.endswith("[]"):
            out[name[:-2]] = kept
        elif kept:
            out[name] = kept[-1]
    return out


def _refuse_broken_text(value: Any) -> None:
    """Text that no database column can hold: NUL and halves of surrogate pairs."""
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise InvalidInput("Teks berisi karakter yang tidak bisa disimpan.")
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_broken_text(key)
            _refuse_broken_text(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_broken_text(item)
