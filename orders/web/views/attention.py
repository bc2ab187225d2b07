from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.lists import ListRows, list_answer
from orders.selectors.attention import attention_counts, attention_orders
from orders.web.list_page import ATTENTION, attention_tabs


@partner_required(right=Right.ORDER_VIEW)
@require_safe
def attention(request: SellerRequest) -> HttpResponse:
    """Parcels nobody has scanned for too long, bookings without an answer, stories that do not add up."""
    partner_id = request.partner_access.partner_id
    counts = attention_counts(partner_id)
    tabs = attention_tabs(counts)
    state = ATTENTION.read(request, tabs=tuple(tab.key for tab in tabs))
    risk = counts[state.tab]
    context = {"risk": risk, "tab": state.tab}
    rows = ListRows(attention_orders(partner_id, state.tab), tabs=tabs, total=risk.orders, context=context)
    return list_answer(request, ATTENTION, state, rows)
