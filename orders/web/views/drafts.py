"""Orders that were begun: a list, and a way to throw one away."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.htmx import go_to
from komship.web.lists import ListRows, list_answer
from orders.selectors.drafts import DraftFilters, DraftTable, draft_list
from orders.services.discard_draft import discard_draft
from orders.web.found import or_404
from orders.web.list_page import DRAFTS


@partner_required(right=Right.ORDER_CREATE)
@require_safe
def drafts(request: SellerRequest) -> HttpResponse:
    """What this shop's people have not finished, the last touched first."""
    state = DRAFTS.read(request)
    filters = DraftFilters(search=state.filters.get("q") or "")
    rows = DraftTable(draft_list(request.partner_access.partner_id, filters))
    return list_answer(request, DRAFTS, state, ListRows(rows))


@partner_required(right=Right.ORDER_CREATE)
@require_POST
def discard(request: SellerRequest, draft_id: int) -> HttpResponse:
    with or_404():
        discard_draft(request.partner_access.partner_id, draft_id)
    return go_to(request, reverse("orders:drafts"), text=_("Draf dibuang."))
