from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.lists import ListRows, list_answer
from orders.selectors.customer_filters import customers_of
from orders.selectors.customers import CustomerTable
from orders.web.customer_page import CUSTOMERS, customer_filters


@partner_required(right=Right.ORDER_VIEW)
@require_safe
def customer_list(request: SellerRequest) -> HttpResponse:
    """Everybody who has ever bought here."""
    state = CUSTOMERS.read(request)
    customers = customers_of(request.partner_access.partner_id, customer_filters(state.filters))
    table = CustomerTable(customers.order_by(*CUSTOMERS.order_by(state.sort)))
    return list_answer(request, CUSTOMERS, state, ListRows(table))
