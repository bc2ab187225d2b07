"""One helper for every list: tabs, filters, sort and page live in the URL; htmx gets only the rows.

A view reads the state, hands its typed values to a selector, and lets `list_answer` do the rest:

    state = ORDERS.read(request, tabs=("all", "packing"))
    rows = order_list(partner_id, tab=state.tab, **state.filters)
    return list_answer(request, ORDERS, state, ListRows(rows, tabs=...))
"""

from django.http import HttpRequest, HttpResponse

from komship.web.htmx import answer
from komship.web.list_page import Choice, ListPage, build_page, filter_chips
from komship.web.list_spec import Column, Empty, ListRows, ListSpec, ListState, Tab

__all__ = [
    "Choice",
    "Column",
    "Empty",
    "ListPage",
    "ListRows",
    "ListSpec",
    "ListState",
    "Tab",
    "build_page",
    "filter_chips",
    "list_answer",
]


def list_answer(request: HttpRequest, spec: ListSpec, state: ListState, data: ListRows) -> HttpResponse:
    """The page, or its changed part for htmx, from the same rows."""
    page = build_page(spec, state, data)
    return answer(
        request, spec.template, partial="components/list_region.html",
        context={**data.context, "list": page, "rows": page.rows},
    )  # fmt: skip
