"""What a list page is, what its address asks for, and what the view hands over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

TAB, SORT, PAGE, SIZE, AFTER, SEARCH = "tab", "urut", "hal", "per", "setelah", "q"
# An offset makes the database walk all rows before it; nobody reads page 500, they filter.
MAX_OFFSET = 10_000
# Counting stops here; the page then says "10.000+".
COUNT_LIMIT = 10_000
HIDDEN_COLUMNS_COOKIE = "kolom_"

Text = str | Promise
Paging = Literal["numbered", "next", "keyset"]


@dataclass(frozen=True, slots=True)
class Column:
    """`sort` names the order_by fields that make this column sortable (the last one unique)."""

    key: str
    label: Text
    sort: tuple[str, ...] = ()
    align: Literal["start", "center", "end"] = "start"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    key: str
    label: Text
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: what is missing and what to do next."""

    title: Text
    text: Text = ""
    icon: str = "inbox"
    action_label: Text = ""
    action_url: Text = ""


@dataclass(frozen=True, slots=True)
class ListState:
    """What the URL asks for, already checked: unknown values fall back instead of failing."""

    tab: str
    sort: str
    page: int
    size: int
    filters: dict[str, Any]
    form: forms.Form | None
    path: str = ""
    after: int | None = None
    hidden: frozenset[str] = frozenset()
    query: QueryDict = field(default_factory=QueryDict)

    @property
    def filtered(self) -> bool:
        return bool(self.filters)


@dataclass(frozen=True, slots=True)
class ListSpec:
    """The constant part of a list page; one per page, at module level."""

    name: str
    template: str
    rows_template: str
    columns: tuple[Column, ...]
    empty: Empty
    default_sort: str = ""
    filters: type[forms.Form] | None = None
    sizes: tuple[int, ...] = (25, 50, 100)
    paging: Paging = "numbered"
    selectable: bool = False
    bulk_template: str = ""

    @property
    def region(self) -> str:
        return f"list-{self.name}"

    def order_by(self, sort: str) -> list[str]:
        key = sort.removeprefix("-")
        for column in self.columns:
            if column.key == key and column.sort:
                return [_turned(name) if sort.startswith("-") else name for name in column.sort]
        return []

    def read(self, request: HttpRequest, *, tabs: Sequence[str] = ()) -> ListState:
        query = request.GET
        # Ids of their own: a page may hold another form with a field of the same name.
        form = self.filters(query, auto_id=f"filter-{self.name}-%s") if self.filters else None
        sort = query.get(SORT, "")
        size = _whole(query.get(SIZE), default=self.sizes[0])
        cookie = request.COOKIES.get(HIDDEN_COLUMNS_COOKIE + self.name, "")
        optional = {column.key for column in self.columns if column.optional}
        return ListState(
            tab=_among(query.get(TAB), tabs),
            sort=sort if self.order_by(sort) else self.default_sort,
            page=max(1, _whole(query.get(PAGE), default=1)),
            size=size if size in self.sizes else self.sizes[0],
            filters=_given(form),
            form=form,
            path=request.path,
            after=_whole(query.get(AFTER), default=0) or None,
            hidden=frozenset(cookie.split(".")) & optional,
            query=query.copy(),
        )


@dataclass(frozen=True, slots=True)
class ListRows:
    """The variable part. `total` saves a count when the tab counts know it already."""

    rows: "QuerySet[Any] | Sequence[Any]"
    tabs: tuple[Tab, ...] = ()
    total: int | None = None
    context: Mapping[str, Any] = field(default_factory=dict)


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _among(value: str | None, allowed: Sequence[str]) -> str:
    if value in allowed and value is not None:
        return value
    return allowed[0] if allowed else ""


def _whole(value: str | None, *, default: int) -> int:
    # isdecimal alone admits digits of other scripts and lengths int() refuses.
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 19 else default


def _given(form: forms.Form | None) -> dict[str, Any]:
    """The valid, non-empty values of a filter form; one bad field does not undo the others."""
    if form is None:
        return {}
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if not _is_blank(value)}


def _is_blank(value: object) -> bool:
    return value is None or value is False or value == "" or value == []
