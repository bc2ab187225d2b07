"""The two ways clients page: Laravel's page object and plain offset windows."""

from collections.abc import Sequence
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
        "next_page_url": url(page.number + 1) if page.number < last else None,
        "path": path,
        "per_page": page.size,
        "prev_page_url": url(page.number - 1) if page.number > 1 else None,
        "to": page.offset + len(rows) if rows else None,
        "total": total,
    }
