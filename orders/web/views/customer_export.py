"""Take the buyers out that the list shows right now."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to
from komship.web.lists import filter_chips
from orders.selectors.customer_filters import customers_of
from orders.services.export_customers import MOST_CUSTOMERS, CustomerExport
from orders.services.start_customer_export import start_customer_export
from orders.web.customer_page import CUSTOMERS, customer_filters
from orders.web.forms import OrderExportForm
from orders.web.found import query_of_list


@partner_required(right=Right.ORDER_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def customer_export(request: SellerRequest) -> HttpResponse:
    """The address carries the list's filters; coming from the list, it takes them over."""
    if request.method != "POST" and not request.GET and (query := query_of_list(request, "customers:list")):
        return go_to(request, f"{request.path}?{query}")
    partner_id = request.partner_access.partner_id
    state = CUSTOMERS.read(request)
    filters = customer_filters(state.filters)
    begin = {"format": "xlsx", "token": secrets.token_urlsafe(16)}
    form = OrderExportForm(request.POST if request.method == "POST" else None, initial=begin)

    def start(values: dict[str, Any]) -> Done:
        wanted = CustomerExport(partner_id=partner_id, filters=filters, form=values["format"])
        key = f"{values['token']}:{values['format']}"
        job = start_customer_export(wanted, actor=web_actor(request), request_key=key)
        return Done(reverse("jobs:job", args=[job.pk]))

    done = submit(request, form, start)
    if done is not None:
        return done
    context = {
        "list_url": f"{reverse('customers:list')}?{request.GET.urlencode()}",
        "matching": customers_of(partner_id, filters).count(),
        "most": MOST_CUSTOMERS,
        "narrowed": [chip.label for chip in filter_chips(state)],
        "search": state.filters.get("q", ""),
    }
    return form_answer(request, form, "orders/customer_export.html", context=context)
