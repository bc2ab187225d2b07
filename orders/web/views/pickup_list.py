from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.lists import ListRows, list_answer
from orders.selectors.pickup_table import PickupTable
from orders.web.list_page import PICKUPS


@partner_required(right=Right.PICKUP_HISTORY)
@require_safe
def pickup_list(request: SellerRequest) -> HttpResponse:
    """Every pickup that was asked for, with how much is on it."""
    access = request.partner_access
    state = PICKUPS.read(request)
    context = {"may_pickup": access.may(Right.PICKUP_SUBMIT)}
    return list_answer(request, PICKUPS, state, ListRows(PickupTable(access.partner_id), context=context))
