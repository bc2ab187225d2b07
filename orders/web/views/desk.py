"""The order desk: one form whose buttons are steps. A script asks for the same steps in the background."""

import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.selectors.warehouses import default_warehouse, warehouse_list
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib import clock
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import answer
from orders.chat import parse_chat
from orders.errors import CartEmpty, ServiceUnavailable
from orders.models import Order
from orders.services._new_order import NewOrder, Recipient
from orders.services.place_order import place_order
from orders.services.remove_from_cart import remove_from_cart
from orders.services.sync_cart import sync_cart
from orders.web.desk_items import (
    Hit,
    Picked,
    cart_items,
    load_items,
    picked_in,
    product_hits,
    with_one_more,
    without,
)
from orders.web.desk_places import current_place, found_places, guess_place, place_choices
from orders.web.desk_quote import QuotePanel, QuoteWish, choice_in, quote, wishes_in
from orders.web.forms import DeskForm
from shipping.models import Destination

PAGE, PARTIAL = "orders/desk.html", "orders/_desk.html"
SAVE = "simpan"
# Kept from one order to the next: whoever types fifty orders sends most of them from one place.
STICKY = ("warehouse_id", "payment_method", "sales_admin_id")


@dataclass(slots=True)
class _Sheet:
    """The desk between two steps: values as typed, articles, and what searches found."""

    values: dict[str, str]
    picked: list[Picked]
    choice: str = ""
    read: dict[str, bool] = field(default_factory=dict)
    places: list[Destination] = field(default_factory=list)
    hits: list[Hit] | None = None


@partner_required(right=Right.ORDER_CREATE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: SellerRequest) -> HttpResponse:
    """Type an order: recipient, articles, courier, done."""
    if request.method != "POST":
        return _show(request, _empty_sheet(request), is_fresh=True)
    sheet = _Sheet(_typed(request), picked_in(request.POST), request.POST.get("kurir", ""))
    step, _sep, argument = request.POST.get("langkah", SAVE).partition(":")
    take = _STEPS.get(step)
    if take is None:
        return _save(request, sheet)
    take(request, sheet, argument)
    return _show(request, sheet)


def _typed(request: SellerRequest) -> dict[str, str]:
    """The posted texts. The database takes no zero bytes, and searches use what is typed unjudged."""
    return {name: str(request.POST[name]).replace("\x00", "") for name in request.POST}


def _empty_sheet(request: SellerRequest) -> _Sheet:
    values = {name: request.GET[name] for name in STICKY if request.GET.get(name)}
    if "warehouse_id" not in values:
        place = default_warehouse(request.partner_access.partner_id)
        values["warehouse_id"] = str(place.pk) if place else ""
    return _Sheet(values, [])


# --------------------------------------------------------------------------------------------
# Steps: each changes the sheet, none stores an order
# --------------------------------------------------------------------------------------------


def _read_chat(request: SellerRequest, sheet: _Sheet, argument: str) -> None:
    """Fill in what the chat says. What the seller typed and the chat does not mention stays."""
    parsed = parse_chat(sheet.values.get("chat", ""))
    found = {
        "customer_name": parsed.name,
        "customer_phone": parsed.phone,
        "detail_address": parsed.address_line,
    }
    for name, text in found.items():
        if text:
            sheet.values[name] = text
            sheet.read[name] = True
    guess = guess_place(parsed.place_queries)
    sheet.places = guess.rows
    if guess.chosen is not None:
        sheet.values["destination_id"] = str(guess.chosen.pk)
    if parsed.place_queries:
        sheet.read["destination_id"] = guess.sure


def _find_place(request: SellerRequest, sheet: _Sheet, argument: str) -> None:
    sheet.places = found_places(sheet.values.get("cari_tujuan", ""))


def _find_product(request: SellerRequest, sheet: _Sheet, argument: str) -> None:
    partner_id = request.partner_access.partner_id
    wanted = sheet.values.get("warehouse_id")
    place = next((row for row in warehouse_list(partner_id) if str(row.pk) == wanted), None)
    sheet.hits = product_hits(partner_id, sheet.values.get("cari_produk", ""), warehouse=place)


def _add(request: SellerRequest, sheet: _Sheet, argument: str) -> None:
    sheet.picked = with_one_more(sheet.picked, argument)


def _remove(request: SellerRequest, sheet: _Sheet, argument: str) -> None:
    sheet.picked = without(sheet.picked, argument)


def _only_count(request: SellerRequest, sheet: _Sheet, argument: str) -> None:
    """The offers are asked for whenever the sheet is shown."""


_STEPS = {
    "chat": _read_chat,
    "tujuan": _find_place,
    "produk": _find_product,
    "tambah": _add,
    "hapus": _remove,
    "hitung": _only_count,
}


# --------------------------------------------------------------------------------------------
# Saving
# --------------------------------------------------------------------------------------------


def _save(request: SellerRequest, sheet: _Sheet) -> HttpResponse:
    access = request.partner_access
    form = DeskForm(request.POST, partner_id=access.partner_id, settings=access.partner.settings)
    started = clock.now()

    def store(values: dict[str, Any]) -> Done:
        order = _place(request, sheet, values)
        sticky = urlencode({name: values[name] for name in STICKY if values.get(name)})
        return Done(f"{reverse('orders:desk')}?{sticky}", _told(order, is_new=order.created_at >= started))

    done = submit(request, form, store)
    if done is not None:
        return done
    context = _context(request, form, sheet, values=form.cleaned_data)
    return form_answer(request, form, PAGE, partial=PARTIAL, context=context)


def _place(request: SellerRequest, sheet: _Sheet, values: dict[str, Any]) -> Order:
    """Raises what `sync_cart` and `place_order` refuse, and says what is still missing."""
    access = request.partner_access
    choice = choice_in(sheet.choice)
    if not sheet.picked:
        raise CartEmpty(_("Pilih produknya dulu."))
    if not choice.courier_name:
        raise ServiceUnavailable(_("Pilih ekspedisinya dulu."))
    items = load_items(access.partner_id, sheet.picked, warehouse_id=values["warehouse_id"])
    rows = sync_cart(access.user_id, access.partner_id, cart_items(sheet.picked, items))
    line_ids = tuple(row.id for row in rows)
    new = NewOrder(
        partner_id=access.partner_id,
        actor=web_actor(request),
        user_id=access.user_id,
        cart_line_ids=line_ids,
        warehouse_id=values["warehouse_id"],
        recipient=Recipient(
            name=values["customer_name"],
            phone=values["customer_phone"],
            address_line=values["detail_address"],
            destination_id=values["destination_id"],
        ),
        courier_name=choice.courier_name,
        service_code=choice.service_code,
        wishes=wishes_in(values),
        ordered_on=clock.today(),
        sender_id=values.get("sender_id"),
        sales_admin_id=values.get("sales_admin_id"),
        note=values.get("note", ""),
        request_key=values["request_key"] or None,
        expected_total_rp=choice.total_rp,
    )
    try:
        order = place_order(new)
    except CartEmpty:
        # The same form sent twice at once: the other one has emptied the cart, its order is found now.
        order = place_order(new)
    # A repeated submit finds its order stored, and has filled the cart in vain.
    remove_from_cart(access.user_id, line_ids)
    return order


def _told(order: Order, *, is_new: bool) -> str:
    link = format_html('<a href="{}">{}</a>', reverse("orders:detail", args=[order.number]), order.number)
    if is_new:
        return format_html(_("Pesanan {} untuk {} tersimpan."), link, order.recipient_name)
    return format_html(_("Formulir ini sudah pernah disimpan sebagai {}. Tidak ada pesanan baru."), link)


# --------------------------------------------------------------------------------------------
# Showing
# --------------------------------------------------------------------------------------------


def _show(request: SellerRequest, sheet: _Sheet, *, is_fresh: bool = False) -> HttpResponse:
    """The sheet as it is, without judging what is not finished yet."""
    access = request.partner_access
    sheet.values.setdefault("request_key", secrets.token_urlsafe(24))
    settings = access.partner.settings
    judged = DeskForm(sheet.values, partner_id=access.partner_id, settings=settings)
    judged.is_valid()
    form = DeskForm(initial=sheet.values, partner_id=access.partner_id, settings=settings)
    for name, sure in sheet.read.items():
        form.mark(name, sure=sure)
    if is_fresh:
        form.fields["chat"].widget.attrs["autofocus"] = True
    context = _context(request, form, sheet, values=judged.cleaned_data)
    return answer(request, PAGE, partial=PARTIAL, context={"form": form, **context})


def _context(
    request: SellerRequest, form: DeskForm, sheet: _Sheet, *, values: dict[str, Any]
) -> dict[str, Any]:
    access = request.partner_access
    items = load_items(access.partner_id, sheet.picked, warehouse_id=values.get("warehouse_id"))
    chosen = values.get("destination_id")
    known = {row.pk for row in sheet.places}
    form.offer_destinations(
        place_choices([*(current_place(chosen) if chosen not in known else []), *sheet.places])
    )
    is_complete = len(items) == len(sheet.picked)
    panel = QuotePanel()
    if request.method == "POST" and is_complete:
        panel = quote(
            QuoteWish(
                user_id=access.user_id,
                partner_id=access.partner_id,
                values=values,
                items=cart_items(sheet.picked, items),
                choice=choice_in(sheet.choice),
            )
        )
    elif is_complete:
        panel = QuotePanel(hint=_("Isi tujuan dan produk untuk melihat ongkir."))
    else:
        panel = QuotePanel(refusal=_("Ada produk yang tidak dijual lagi. Pilih ulang produknya."))
    return {
        "items": items,
        "goods_rp": sum(item.subtotal_rp for item in items),
        "hits": sheet.hits,
        "places": sheet.places,
        "panel": panel,
    }
