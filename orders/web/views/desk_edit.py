"""The order desk with an order on it that no courier knows of yet."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.lib.money import rupiah
from komship.web.forms import Done, submit
from komship.web.htmx import go_to
from orders.errors import CartEmpty, OrderNotChangeable
from orders.models import Order
from orders.selectors.detail import editable_order
from orders.services.edit_order import OrderEdit, edit_order
from orders.services.remove_from_cart import remove_from_cart
from orders.web.desk_order import bank_account_of, wanted_order
from orders.web.desk_sheet import Desk, Sheet, sheet_of_order, typed_sheet
from orders.web.forms import DeskForm
from orders.web.found import or_404
from orders.web.refusals import words_for
from orders.web.views.desk import KEEP, SAVE, answer_pause, fill_cart, show, show_refused, take_step


@partner_required(right=Right.ORDER_EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SellerRequest, number: str) -> HttpResponse:
    """Everything about the order can still change, except its number."""
    try:
        with or_404():
            order = editable_order(request.partner_access.partner_id, number=number)
    except OrderNotChangeable as refused:
        return go_to(request, _page(number), text=words_for(refused), tone="warning")
    if request.method != "POST":
        return show(request, sheet_of_order(order, bank_account_id=bank_account_of(order)), Desk(order))
    sheet = typed_sheet(request)
    step, _sep, argument = request.POST.get("langkah", SAVE).partition(":")
    if step == KEEP:
        # An order is no draft; a pause only brings the warnings up to date.
        return answer_pause(request, sheet, Desk(order))
    if take_step(request, sheet, step, argument):
        return show(request, sheet, Desk(order))
    return _save(request, sheet, order)


def _save(request: SellerRequest, sheet: Sheet, order: Order) -> HttpResponse:
    access = request.partner_access
    form = DeskForm(request.POST, partner_id=access.partner_id, settings=access.partner.settings)

    def change(values: dict[str, Any]) -> Done:
        edited = _edit(request, sheet, values, order)
        told = {"number": edited.number, "total": rupiah(edited.total_rp)}
        return Done(_page(edited.number), _("%(number)s diubah. Totalnya %(total)s.") % told)

    return submit(request, form, change) or show_refused(request, form, sheet, Desk(order))


def _edit(request: SellerRequest, sheet: Sheet, values: dict[str, Any], order: Order) -> Order:
    try:
        return _edit_once(request, sheet, values, order)
    except CartEmpty:
        # The same form sent twice at once: the other one has used the cart; now there is nothing to change.
        return _edit_once(request, sheet, values, order)


def _edit_once(request: SellerRequest, sheet: Sheet, values: dict[str, Any], order: Order) -> Order:
    line_ids = fill_cart(request, sheet, values)
    new = wanted_order(request, sheet, values, line_ids, before=order)
    # A form without the version it has seen was not ours: it has seen nothing newer than the first.
    edit = OrderEdit(order_id=order.pk, new=new, seen_edits=values.get("seen_edits") or 0)
    try:
        return edit_order(edit)
    finally:
        # A refused edit leaves its articles in the cart, where nobody looks for them.
        remove_from_cart(request.partner_access.user_id, line_ids)


def _page(number: str) -> str:
    return reverse("orders:detail", args=[number])
