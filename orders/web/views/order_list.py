from functools import partial
from typing import cast

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.selectors.warehouses import warehouse_list
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.lists import ListRows, list_answer
from orders.selectors.counts import order_counts
from orders.selectors.filters import filter_orders
from orders.selectors.order_table import OrderTable
from orders.web.filters import (
    TAB_STATUSES,
    Choices,
    OrderFilterForm,
    count_of,
    order_filters,
    tabs,
    under_tab,
)
from orders.web.list_page import ORDERS
from products.selectors import product_names


@partner_required(right=Right.ORDER_VIEW)
@require_safe
def order_list(request: SellerRequest) -> HttpResponse:
    """Every order of the seller in one table."""
    access = request.partner_access
    state = ORDERS.read(request, tabs=tuple(TAB_STATUSES))
    cast(OrderFilterForm, state.form).offer(
        warehouses=partial(_warehouse_choices, access.partner_id),
        products=partial(product_names, access.partner_id),
    )
    filters = order_filters(state.filters)
    counts = order_counts(access.partner_id, filters)
    orders = filter_orders(access.partner_id, under_tab(filters, state.tab))
    rows = ListRows(
        OrderTable(orders.order_by(*ORDERS.order_by(state.sort))),
        tabs=tabs(counts),
        total=count_of(counts, state.tab),
        context={
            "may_create": access.may(Right.ORDER_CREATE),
            "has_mass_orders": access.partner.settings.mass_order,
            "may_pickup": access.may(Right.PICKUP_SUBMIT),
            "may_print": access.may(Right.PICKUP_HISTORY),
            "may_cancel": access.may(Right.ORDER_EDIT) and access.may(Right.ORDER_DELETE),
        },
    )
    return list_answer(request, ORDERS, state, rows)


def _warehouse_choices(partner_id: int) -> Choices:
    return [(place.pk, place.name) for place in warehouse_list(partner_id)]
