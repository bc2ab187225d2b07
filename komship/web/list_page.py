"""A list ready for its template: rows, heads, tabs, pages and chips, each with its address."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.http import QueryDict

from komship.web.formats import count_text, day_text
from komship.web.list_spec import (
    AFTER,
    COUNT_LIMIT,
    MAX_OFFSET,
    PAGE,
    SEARCH,
    SIZE,
    SORT,
    TAB,
    Column,
    ListRows,
    ListSpec,
    ListState,
    Text,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column head as the template shows it."""

    column: Column
    direction: Literal["", "ascending", "descending"]
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of the tab bar or the page bar."""

    label: Text
    url: str
    active: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything `components/list.html` needs."""

    spec: ListSpec
    state: ListState
    rows: list[Any]
    headings: list[Heading]
    tabs: list[Choice]
    pages: list[Choice]
    sizes: list[Choice]
    total_text: str
    first: int
    previous_url: str
    next_url: str
    reset_url: str
    chips: list[Choice]
    panel: list[BoundField]
    optional: list[tuple[Column, bool]]
    shows: dict[str, bool]

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def width(self) -> int:
        return len(self.headings) + int(self.spec.selectable)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Parts of the state the filter form has to send along."""
        return [(name, str(self.state.query[name])) for name in (TAB, SORT, SIZE) if name in self.state.query]


def build_page(spec: ListSpec, state: ListState, data: ListRows) -> ListPage:
    rows, more, start = _slice(spec, state, data)
    counted = _total(spec, data, start=start, seen=start + len(rows), more=more)
    return ListPage(
        spec=spec,
        state=state,
        rows=rows,
        headings=_headings(spec, state),
        tabs=[
            Choice(tab.label, _url(state, **{TAB: tab.key}), tab.key == state.tab, tab.count)
            for tab in data.tabs
        ],
        pages=_page_links(state, counted) if spec.paging == "numbered" else [],
        sizes=[Choice(str(size), _url(state, **{SIZE: size}), size == state.size) for size in spec.sizes],
        total_text=_total_text(data, counted),
        first=start + 1,
        previous_url=_previous_url(spec, state),
        next_url=_next_url(spec, state, rows) if more else "",
        reset_url=_without(state, *(state.form.fields if state.form else ())),
        chips=filter_chips(state),
        panel=[field for field in state.form or () if field.name != SEARCH],
        optional=[(column, column.key not in state.hidden) for column in spec.columns if column.optional],
        shows={column.key: column.key not in state.hidden for column in spec.columns},
    )


def _slice(spec: ListSpec, state: ListState, data: ListRows) -> tuple[list[Any], bool, int]:
    """The rows of this page, whether more follow, and how many stand before them."""
    rows = data.rows
    if spec.paging == "keyset":
        if not isinstance(rows, QuerySet):
            raise TypeError("keyset paging needs a queryset")
        rows = rows.order_by("-pk")
        if state.after:
            rows = rows.filter(pk__lt=state.after)
        start = 0
    else:
        if isinstance(rows, QuerySet) and (fields := spec.order_by(state.sort)):
            rows = rows.order_by(*fields)
        start = min((state.page - 1) * state.size, MAX_OFFSET)
    found = list(rows[start : start + state.size + 1])
    return found[: state.size], len(found) > state.size, start


def _total(spec: ListSpec, data: ListRows, *, start: int, seen: int, more: bool) -> int | None:
    """A count only where it is shown; it costs nothing when this page is the last one."""
    if data.total is not None:
        return data.total
    if spec.paging != "numbered":
        return None
    if not more and seen > start:
        return seen
    if isinstance(data.rows, QuerySet):
        return data.rows.order_by()[: COUNT_LIMIT + 1].count()
    return len(data.rows)


def _total_text(data: ListRows, counted: int | None) -> str:
    if counted is None:
        return ""
    # A total somebody else knows is exact; ours stopped counting at the limit.
    return count_text(counted, None if data.total is not None else COUNT_LIMIT)


def _headings(spec: ListSpec, state: ListState) -> list[Heading]:
    headings = []
    for column in spec.columns:
        if column.key in state.hidden:
            continue
        ascending, descending = state.sort == column.key, state.sort == f"-{column.key}"
        target = f"-{column.key}" if ascending else column.key
        headings.append(
            Heading(
                column=column,
                direction="ascending" if ascending else "descending" if descending else "",
                url=_url(state, **{SORT: target}) if column.sort and spec.paging != "keyset" else "",
            )
        )
    return headings


def _page_links(state: ListState, total: int | None) -> list[Choice]:
    """First, last and the neighbours of the current page; gaps are shown as an unlinked `…`."""
    last = max(1, -(-min(total or 0, MAX_OFFSET) // state.size))
    numbers = sorted({1, last, *range(state.page - 1, state.page + 2)} & set(range(1, last + 1)))
    links: list[Choice] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            links.append(Choice("…", "", active=False))
        links.append(Choice(str(number), _url(state, **{PAGE: number}), active=number == state.page))
    return links if last > 1 else []


def _previous_url(spec: ListSpec, state: ListState) -> str:
    if spec.paging == "keyset":
        # Only forward is cheap by key; back means the newest rows again (or the browser's button).
        return _url(state, **{AFTER: None}) if state.after else ""
    return _url(state, **{PAGE: state.page - 1}) if state.page > 1 else ""


def _next_url(spec: ListSpec, state: ListState, rows: list[Any]) -> str:
    if spec.paging == "keyset":
        return _url(state, **{AFTER: rows[-1].pk})
    if state.page * state.size >= MAX_OFFSET:
        return ""
    return _url(state, **{PAGE: state.page + 1})


def _url(state: ListState, **changes: object) -> str:
    """This list with some of its state changed. Anything but a page step starts at page one."""
    query = state.query.copy()
    if not {PAGE, AFTER} & changes.keys():
        query.pop(PAGE, None)
        query.pop(AFTER, None)
    for name, value in changes.items():
        if value in (None, "") or (name == PAGE and value == 1):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return _address(state, query)


def _without(state: ListState, *names: str) -> str:
    """This list without some of its filters."""
    query = state.query.copy()
    for name in (*names, PAGE, AFTER):
        query.pop(name, None)
    return _address(state, query)


def filter_chips(state: ListState) -> list[Choice]:
    """Each filter in force, in words; its link takes it off. The search field shows itself."""
    if state.form is None:
        return []
    return [
        Choice(f"{field.label}: {_filter_words(field, state.filters[field.name])}", url, active=True)
        for field in state.form
        if field.name in state.filters and field.name != SEARCH
        for url in [_without(state, field.name)]
    ]


def _filter_words(field: BoundField, value: object) -> str:
    choices = dict(getattr(field.field, "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(choices.get(part, part)) for part in value)
    if isinstance(value, date):
        return day_text(value)
    return str(choices.get(value, value)) if value is not True else "✓"


def _address(state: ListState, query: QueryDict) -> str:
    # A bare path, not "?": a relative "?" would keep the fragment and confuse the history.
    return f"{state.path}?{query.urlencode()}" if query else state.path
