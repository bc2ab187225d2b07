from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from komship.api.pagination import MOST_PER_PAGE, Page, Window, page_object


def shown(number: int, total: int, size: int = 10) -> dict[str, Any]:
    page = Page.of(page=number, size=size)
    rows = list(range(total))[page.offset : page.offset + size]
    return page_object(rows, page, total=total, path="/api/v1/order/1")


def test_a_page_in_the_middle() -> None:
    page = shown(2, 35)
    assert (page["current_page"], page["last_page"], page["total"], page["per_page"]) == (2, 4, 35, 10)
    assert (page["from"], page["to"], page["data"]) == (11, 20, list(range(10, 20)))
    assert page["prev_page_url"] == page["first_page_url"] == "/api/v1/order/1?page=1"
    assert page["next_page_url"] == "/api/v1/order/1?page=3"
    assert page["last_page_url"] == "/api/v1/order/1?page=4"
    assert page["path"] == "/api/v1/order/1"


def test_the_last_page_is_not_full() -> None:
    page = shown(4, 35)
    assert (page["from"], page["to"], page["next_page_url"]) == (31, 35, None)


def test_nothing_at_all_is_one_empty_page() -> None:
    page = shown(1, 0)
    assert (page["last_page"], page["from"], page["to"], page["data"]) == (1, None, None, [])
    assert (page["prev_page_url"], page["next_page_url"]) == (None, None)


def test_behind_the_last_page() -> None:
    page = shown(9, 35)
    assert (page["data"], page["from"], page["next_page_url"]) == ([], None, None)


def test_links_stand_around_the_page() -> None:
    links = shown(10, 200)["links"]
    assert [link["label"] for link in links] == [
        "pagination.previous",
        *map(str, range(7, 14)),
        "pagination.next",
    ]
    assert [link["label"] for link in links if link["active"]] == ["10"]
    first, last = shown(1, 5)["links"][0], shown(1, 5)["links"][-1]
    assert (first["url"], last["url"]) == (None, None)


@pytest.mark.parametrize(
    ("page", "size", "number", "taken"),
    [(None, None, 1, 50), (0, 0, 1, 50), (-3, -1, 1, 1), (2, 10**6, 2, MOST_PER_PAGE)],
)
def test_pages_in_reason(page: int | None, size: int | None, number: int, taken: int) -> None:
    made = Page.of(page=page, size=size)
    assert (made.number, made.size) == (number, taken)


@pytest.mark.parametrize(
    ("offset", "limit", "expected"),
    [(None, None, (0, 500)), (5, 10, (5, 10)), (-1, 0, (0, 500)), (0, 10**6, (0, 500)), (3, -4, (3, 1))],
)
def test_windows_in_reason(offset: int | None, limit: int | None, expected: tuple[int, int]) -> None:
    window = Window.of(offset=offset, limit=limit)
    assert (window.offset, window.limit) == expected
    assert window.end == sum(expected)


@settings(deadline=None)
@given(total=st.integers(0, 60), size=st.integers(1, 70))
def test_pages_hold_every_row_once(total: int, size: int) -> None:
    last = shown(1, total, size)["last_page"]
    rows = [row for number in range(1, last + 1) for row in shown(number, total, size)["data"]]
    assert rows == list(range(total))
