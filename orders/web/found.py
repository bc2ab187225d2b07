"""What belongs to somebody else is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest
from django.urls import reverse

from komship.lib.errors import NotFound

MOST_DIGITS = 18


@contextmanager
def or_404() -> Iterator[None]:
    """A selector's NotFound becomes the page that says so."""
    try:
        yield
    except NotFound as missing:
        raise Http404 from missing


def query_of_list(request: HttpRequest, view: str) -> str:
    """The filters of the list a person comes from; blank when she comes from elsewhere."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.query if came_from.path == reverse(view) else ""


def ids_in(texts: list[str]) -> list[int]:
    """Row ids from `1,2,3` or repeated values, once each, in their order.

    Raises Http404 for anything else: such an address was never one of ours.
    """
    parts = [part.strip() for text in texts for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and len(part) <= MOST_DIGITS for part in parts):
        raise Http404
    return list(dict.fromkeys(map(int, parts)))
