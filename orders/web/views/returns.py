"""Returns: the list, the door they come in by, and what was found in them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import DomainError, NotFound
from komship.web.forms import form_answer
from komship.web.htmx import answer, go_to
from komship.web.lists import ListRows, list_answer
from orders.models import ReturnCheck
from orders.selectors.detail import order_detail
from orders.selectors.returns import (
    Scanned,
    open_return_counts,
    return_check_detail,
    return_list,
    scanned_return,
)
from orders.services.check_in_return import ReturnArrival, check_in_return
from orders.services.undo_return_check import may_undo, undo_return_check
from orders.states import OrderStatus
from orders.web.found import ids_in, or_404
from orders.web.list_page import RETURNS, return_tabs
from orders.web.refusals import words_for
from orders.web.return_form import return_form
from shipping.selectors.public_tracking import clean_airway_bill


@partner_required(right=Right.ORDER_VIEW)
@require_safe
def returns(request: SellerRequest) -> HttpResponse:
    """Parcels coming home, unopened ones, and what was found in the others."""
    access = request.partner_access
    tabs = return_tabs(open_return_counts(access.partner_id))
    state = RETURNS.read(request, tabs=tuple(tab.key for tab in tabs))
    rows = return_list(access.partner_id, state.tab, search=state.filters.get("q", ""))
    context = {"may_receive": access.may(Right.ORDER_EDIT), "tab": state.tab}
    return list_answer(request, RETURNS, state, ListRows(rows, tabs=tabs, context=context))


@partner_required(right=Right.ORDER_EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: SellerRequest) -> HttpResponse:
    """Scan or type an airway bill, say what is in the parcel, go on with the next one."""
    partner_id = request.partner_access.partner_id
    if request.method == "POST":
        return _take_in(request)
    typed = request.GET.get("resi", "").strip()
    awb = clean_airway_bill(typed)
    scanned = scanned_return(partner_id, awb) if awb else None
    context: dict[str, Any] = {
        "typed": typed[:40],
        "scanned": scanned,
        "is_unreadable": bool(typed and not awb),
        "done": _just_done(request),
        **_found(scanned),
    }
    return answer(request, "orders/return_receive.html", context=context)


def _found(scanned: Scanned | None) -> dict[str, Any]:
    order = scanned.order if scanned else None
    is_open = order is not None and order.status == OrderStatus.RETURNED and order.return_checked_at is None
    return {"order": order, "is_open": is_open, "form": return_form(order) if order and is_open else None}


def _just_done(request: SellerRequest) -> ReturnCheck | None:
    """The parcel before this one, so that a slip of the hand can be undone."""
    ids = ids_in([request.GET.get("selesai", "")])
    if not ids:
        return None
    with or_404():
        return return_check_detail(request.partner_access.partner_id, ids[0])


def _take_in(request: SellerRequest) -> HttpResponse:
    with or_404():
        order = order_detail(request.partner_access.partner_id, number=request.POST.get("pesanan", ""))
    form = return_form(order, request.POST, request.FILES)
    if form.is_valid():
        arrival = ReturnArrival(
            partner_id=order.partner_id,
            order_id=order.pk,
            counted=form.counted(),
            note=form.cleaned_data["note"],
            photos=form.photo_bytes(),
        )
        try:
            check = check_in_return(arrival, actor=web_actor(request))
        except DomainError as refused:
            form.add_domain_error(refused)
        else:
            text = _("%(number)s sudah dicek. Lanjut paket berikutnya.") % {"number": order.number}
            return go_to(request, f"{reverse('returns:receive')}?selesai={check.pk}", text=text)
    context = {"typed": "", "order": order, "is_open": True, "scanned": None, "done": None}
    return form_answer(request, form, "orders/return_receive.html", context=context)


@partner_required(right=Right.ORDER_VIEW)
@require_safe
def check_page(request: SellerRequest, check_id: int) -> HttpResponse:
    """What was found in a return, and by whom."""
    access = request.partner_access
    with or_404():
        check = return_check_detail(access.partner_id, check_id)
    context = {"check": check, "may_undo": may_undo(check) and access.may(Right.ORDER_EDIT)}
    return answer(request, "orders/return_check.html", context=context)


@partner_required(right=Right.ORDER_EDIT)
@require_POST
def undo(request: SellerRequest, check_id: int) -> HttpResponse:
    """The wrong parcel, or the wrong count: as if it had not been opened."""
    page = reverse("returns:check", args=[check_id])
    with or_404():
        try:
            check = undo_return_check(request.partner_access.partner_id, check_id, actor=web_actor(request))
        except NotFound:
            raise
        except DomainError as refused:
            return go_to(request, page, text=words_for(refused), tone="danger")
    awb = check.order.shipment.awb if check.order.shipment else ""
    text = _("Pemeriksaan %(number)s dibatalkan.") % {"number": check.order.number}
    return go_to(request, f"{reverse('returns:receive')}?resi={awb}", text=text)
