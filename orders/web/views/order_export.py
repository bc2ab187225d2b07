"""Take the orders out that the list shows right now."""

import secrets
from typing import Any, cast

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.selectors.warehouses import warehouse_list
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to
from komship.web.lists import filter_chips
from orders.selectors.counts import order_counts
from orders.services.export_orders import MOST_ORDERS, OrderExport
from orders.services.start_export import start_export
from orders.web.filters import TAB_STATUSES, OrderFilterForm, count_of, order_filters, tab_label, under_tab
from orders.web.forms import OrderExportForm
from orders.web.found import query_of_list
from orders.web.list_page import ORDERS
from products.selectors import product_names


@partner_required(right=Right.ORDER_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def order_export(request: SellerRequest) -> HttpResponse:
    """The address carries the list's tab and filters; coming from the list, it takes them over."""
    if request.method != "POST" and not request.GET and (query := query_of_list(request, "orders:list")):
        return go_to(request, f"{request.path}?{query}")
    partner_id = request.partner_access.partner_id
    state = ORDERS.read(request, tabs=tuple(TAB_STATUSES))
    cast(OrderFilterForm, state.form).offer(
        warehouses=lambda: [(place.pk, place.name) for place in warehouse_list(partner_id)],
        products=lambda: product_names(partner_id),
    )
    filters = order_filters(state.filters)
    begin = {"format": "xlsx", "token": secrets.token_urlsafe(16)}
    form = OrderExportForm(request.POST if request.method == "POST" else None, initial=begin)

    def start(values: dict[str, Any]) -> Done:
        wanted = OrderExport(
            partner_id=partner_id, filters=under_tab(filters, state.tab), form=values["format"]
        )
        key = f"{values['token']}:{values['format']}"
        job = start_export(wanted, actor=web_actor(request), request_key=key)
        return Done(reverse("jobs:job", args=[job.pk]))

    done = submit(request, form, start)
    if done is not None:
        return done
    context = {
        "list_url": f"{reverse('orders:list')}?{request.GET.urlencode()}",
        "matching": count_of(order_counts(partner_id, filters), state.tab),
        "most": MOST_ORDERS,
        "tab": tab_label(state.tab),
        "narrowed": [chip.label for chip in filter_chips(state)],
        "search": state.filters.get("q", ""),
    }
    return form_answer(request, form, "orders/export.html", context=context)
