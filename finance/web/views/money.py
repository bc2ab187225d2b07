from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from finance.selectors.balances import five_numbers
from finance.selectors.entry_detail import entry_detail
from finance.selectors.parcels import Behind, parcels_behind
from finance.selectors.transactions import TransactionTable
from finance.web.cards import five_cards
from finance.web.forms import transaction_filter
from finance.web.list_pages import PARCELS, TRANSACTIONS
from komship.lib.errors import NotFound
from komship.web.htmx import wants_partial
from komship.web.lists import ListRows, Tab, list_answer

_TABS = {
    Behind.PENDING: _("Tertunda"),
    Behind.PROBLEM: _("Bermasalah"),
    Behind.HELD: _("Ditahan"),
    Behind.RETURNING: _("Retur di jalan"),
    Behind.DELIVERED: _("Sudah diterima"),
}


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def money(request: SellerRequest) -> HttpResponse:
    """Five numbers that add up, and every change of the available one."""
    partner_id = request.partner_access.partner_id
    state = TRANSACTIONS.read(request)
    table = TransactionTable(partner_id, transaction_filter(state.filters))
    context = {}
    if not wants_partial(request):
        numbers = five_numbers(partner_id)
        context = {"numbers": numbers, "cards": five_cards(numbers)}
    return list_answer(request, TRANSACTIONS, state, ListRows(table, context=context))


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def parcels(request: SellerRequest) -> HttpResponse:
    """The parcels behind pending, held and reserved money, and those that were paid out."""
    state = PARCELS.read(request, tabs=tuple(_TABS))
    number = Behind(state.tab)
    rows = parcels_behind(request.partner_access.partner_id, number)
    tabs = tuple(Tab(tab, label) for tab, label in _TABS.items())
    return list_answer(request, PARCELS, state, ListRows(rows, tabs=tabs, context={"number": number.value}))


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def entry(request: SellerRequest, entry_id: int) -> HttpResponse:
    """One entry and, when a parcel is behind it, that parcel's money line by line."""
    try:
        detail = entry_detail(request.partner_access.partner_id, entry_id)
    except NotFound as missing:
        raise Http404 from missing
    return render(request, "finance/entry.html", {"detail": detail})
