"""Top up: choose an amount, pay at the gateway, watch it arrive."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from finance.models import TopUp
from finance.rules import MINIMUM_TOP_UP_RP
from finance.selectors.balances import five_numbers
from finance.selectors.top_ups import top_up_detail, top_ups_of
from finance.services import request_top_up
from finance.states import OPEN_TOP_UPS
from finance.web.list_pages import TOP_UPS
from finance.web.top_up_forms import PRESETS_RP, TopUpForm
from komship.lib.errors import NotFound
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import answer
from komship.web.lists import ListRows, list_answer


@partner_required(right=Right.FINANCE_BALANCE)
@require_http_methods(["GET", "HEAD", "POST"])
def top_up(request: SellerRequest) -> HttpResponse:
    """Presets are buttons of the same form; the amount that was tapped or typed becomes an invoice."""
    partner_id = request.partner_access.partner_id
    form = TopUpForm(request.POST or None)

    def save(values: dict[str, Any]) -> Done:
        made = request_top_up(partner_id, actor=web_actor(request), amount_rp=values["amount"])
        return Done(reverse("finance:top_up", args=[made.pk]))

    done = submit(request, form, save)
    if done is not None:
        return done
    context = {
        "numbers": five_numbers(partner_id),
        "presets": PRESETS_RP,
        "minimum_rp": MINIMUM_TOP_UP_RP,
        "recent": top_ups_of(partner_id)[:5],
    }
    return form_answer(request, form, "finance/top_up_new.html", context=context)


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def top_ups(request: SellerRequest) -> HttpResponse:
    state = TOP_UPS.read(request)
    return list_answer(request, TOP_UPS, state, ListRows(top_ups_of(request.partner_access.partner_id)))


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def top_up_page(request: SellerRequest, top_up_id: int) -> HttpResponse:
    """One top-up; an open page asks for its state until the gateway has had its last word."""
    context = _context(request, top_up_id)
    return answer(request, "finance/top_up.html", partial="finance/_top_up_state.html", context=context)


def _context(request: SellerRequest, top_up_id: int) -> dict[str, Any]:
    try:
        found: TopUp = top_up_detail(request.partner_access.partner_id, top_up_id)
    except NotFound as missing:
        raise Http404 from missing
    return {"top_up": found, "is_open": found.status in OPEN_TOP_UPS}
