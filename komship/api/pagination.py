"""The two ways clients page: Laravel's page object and plain offset windows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

MOST_PER_PAGE = 100


@dataclass(frozen=True)
class Window:
    """A slice of a list. `limit` None asks for the most we give at once."""

    offset: int
    limit: int

    @classmethod
    def of(cls, *, offset: int | None, limit: int | None, most: int = 500) -> "Window":
        return cls(max(offset or 0, 0), min(max(limit or most, 1), most))

    @property
    def end(self) -> int:
        return self.offset + self.limit


@dataclass(frozen=True)
class Page:
    """A numbered page, counted from 1."""

    number: int
    size: int

    @classmethod
    def of(cls, *, page: int | None, size: int | None, default_size: int = 50) -> "Page":
        return cls(max(page or 1, 1), min(max(size or default_size, 1), MOST_PER_PAGE))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size


LINKED_EACH_SIDE = 3


def page_object(rows: Sequence[Any], page: Page, *, total: int, path: str = "") -> dict[str, Any]:
    """Rows in the page object that the web client's tables expect."""
    last = max(1, -(-total // page.size))

    def url(number: int) -> str:
        return f"{path}?{urlencode({'page': number})}"

    return {
        "current_page": page.number,
        "data": list(rows),
        "first_page_url": url(1),
        "from": page.offset + 1 if rows else None,
        "last_page": last,
        "last_page_url": url(last),
        "links": _links(page.number, last, url),
        "next_page_url": url(page.number + 1) if page.number < last else None,
        "path": path,
        "per_page": page.size,
        "prev_page_url": url(page.number - 1) if page.number > 1 else None,
        "to": page.offset + len(rows) if rows else None,
        "total": total,
    }


def _links(number: int, last: int, url: Callable[[int], str]) -> list[dict[str, Any]]:
    """Links to the pages around this one, between those to the one before and the one after."""
    first, end = max(1, number - LINKED_EACH_SIDE), min(last, number + LINKED_EACH_SIDE)
    return [
        {"url": url(number - 1) if number > 1 else None, "label": "pagination.previous", "active": False},
        *(
            {"url": url(shown), "label": str(shown), "active": shown == number}
            for shown in range(first, end + 1)
        ),
        {"url": url(number + 1) if number < last else None, "label": "pagination.next", "active": False},
    ]
