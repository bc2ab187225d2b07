"""The order desk: one form whose buttons are steps. A script asks for the same steps in the background."""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.selectors.warehouses import default_warehouse, warehouse_list
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.lib import clock
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import answer, go_to, wants_partial
from orders.chat import parse_chat
from orders.errors import CartEmpty, ServiceUnavailable
from orders.models import Order, OrderDraft
from orders.selectors.detail import order_detail
from orders.selectors.drafts import draft_detail, draft_list, picked_in_draft
from orders.services.autosave_draft import autosave_draft
from orders.services.place_order import place_order
from orders.services.remove_from_cart import remove_from_cart
from orders.services.sync_cart import sync_cart
from orders.web.desk_buyers import buyer_hits, buyer_notes, filled_from
from orders.web.desk_items import DeskItem, cart_items, load_items, product_hits, with_one_more, without
from orders.web.desk_order import bank_account_of, wanted_order
from orders.web.desk_places import current_place, found_places, guess_place, place_choices
from orders.web.desk_quote import QuotePanel, QuoteWish, choice_in, quote, unasked, with_returns
from orders.web.desk_sheet import (
    NEW,
    Desk,
    Sheet,
    draft_content,
    sheet_of_draft,
    sheet_of_order,
    typed_sheet,
)
from orders.web.desk_warnings import desk_warnings
from orders.web.forms import DeskForm
from orders.web.found import ids_in, or_404
from orders.web.refusals import require_rights

PAGE, PARTIAL = "orders/desk.html", "orders/_desk.html"
SAVE, KEEP = "simpan", "draf"
# Kept from one order to the next: whoever types fifty orders sends most of them from one place.
STICKY = ("warehouse_id", "payment_method", "sales_admin_id")


@partner_required(right=Right.ORDER_CREATE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: SellerRequest) -> HttpResponse:
    """Type an order: recipient, articles, courier, done."""
    if request.method != "POST":
        sheet = _first_sheet(request)
        return show(request, sheet, NEW, is_fresh=not sheet.picked)
    sheet = typed_sheet(request)
    step, _sep, argument = request.POST.get("langkah", SAVE).partition(":")
    if step == KEEP:
        return _keep(request, sheet)
    if take_step(request, sheet, step, argument):
        return show(request, sheet, NEW)
    return _save(request, sheet)


def _first_sheet(request: SellerRequest) -> Sheet:
    """A form that is empty or for a known buyer, a draft to go on with, or an order to be made once more."""
    partner_id = request.partner_access.partner_id
    with or_404():
        if number := request.GET.get("dari"):
            require_rights(request, Right.ORDER_VIEW)
            order = order_detail(partner_id, number=number)
            return sheet_of_order(order, bank_account_id=bank_account_of(order))
        if draft_ids := ids_in(request.GET.getlist("draf")):
            draft = draft_detail(partner_id, draft_ids[0])
            return sheet_of_draft(draft, picked_in_draft(draft))
    values = {name: request.GET[name] for name in STICKY if request.GET.get(name)}
    if "warehouse_id" not in values:
        place = default_warehouse(partner_id)
        values["warehouse_id"] = str(place.pk) if place else ""
    return Sheet(values | filled_from(partner_id, request.GET.get("pembeli", "")), [])


# --------------------------------------------------------------------------------------------
# Steps: each changes the sheet, none stores an order
# --------------------------------------------------------------------------------------------


def _read_chat(request: SellerRequest, sheet: Sheet, argument: str) -> None:
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


def _find_buyer(request: SellerRequest, sheet: Sheet, argument: str) -> None:
    sheet.buyers = buyer_hits(request.partner_access.partner_id, sheet.values.get("cari_pembeli", ""))


def _take_buyer(request: SellerRequest, sheet: Sheet, argument: str) -> None:
    """Fill in who and where, as it was in her last order."""
    sheet.values |= filled_from(request.partner_access.partner_id, argument)


def _find_place(request: SellerRequest, sheet: Sheet, argument: str) -> None:
    sheet.places = found_places(sheet.values.get("cari_tujuan", ""))


def _find_product(request: SellerRequest, sheet: Sheet, argument: str) -> None:
    partner_id = request.partner_access.partner_id
    wanted = sheet.values.get("warehouse_id")
    place = next((row for row in warehouse_list(partner_id) if str(row.pk) == wanted), None)
    sheet.hits = product_hits(partner_id, sheet.values.get("cari_produk", ""), warehouse=place)


def _add(request: SellerRequest, sheet: Sheet, argument: str) -> None:
    sheet.picked = with_one_more(sheet.picked, argument)


def _remove(request: SellerRequest, sheet: Sheet, argument: str) -> None:
    sheet.picked = without(sheet.picked, argument)


def _only_count(request: SellerRequest, sheet: Sheet, argument: str) -> None:
    """The offers are asked for whenever the sheet is shown."""


_STEPS = {
    "chat": _read_chat,
    "pembeli": _find_buyer,
    "ambil": _take_buyer,
    "tujuan": _find_place,
    "produk": _find_product,
    "tambah": _add,
    "hapus": _remove,
    "hitung": _only_count,
}


def take_step(request: SellerRequest, sheet: Sheet, step: str, argument: str) -> bool:
    """Change the sheet as a button of the page says; False for a button that is no step."""
    take = _STEPS.get(step)
    if take is not None:
        take(request, sheet, argument)
    return take is not None


# --------------------------------------------------------------------------------------------
# Saving
# --------------------------------------------------------------------------------------------


def _keep(request: SellerRequest, sheet: Sheet) -> HttpResponse:
    """Keep the form as a draft: at every pause, or when somebody asks for it."""
    access = request.partner_access
    judged = _judged(request, sheet)
    content = draft_content(
        sheet, warehouse_id=judged.get("warehouse_id"), destination_id=judged.get("destination_id")
    )
    draft, key = None, judged.get("request_key")
    if content is not None and key:
        draft = autosave_draft(access.partner_id, content, user_id=access.user_id, form_key=key)
    if wants_partial(request):
        return answer_pause(request, sheet, NEW, draft=draft)
    if draft is None:
        return go_to(request, reverse("orders:desk"), text=_("Belum ada yang bisa disimpan."), tone="warning")
    return go_to(request, f"{reverse('orders:desk')}?draf={draft.pk}", text=_("Draf tersimpan."))


def answer_pause(
    request: SellerRequest, sheet: Sheet, at: Desk, *, draft: OrderDraft | None = None
) -> HttpResponse:
    """What a pause has kept, and what to look at twice."""
    partner_id = request.partner_access.partner_id
    warnings = desk_warnings(partner_id, _judged(request, sheet), sheet.picked, editing=at.order)
    context = {"desk": at, "draft": draft, "warnings": warnings, "is_pause": True}
    return render(request, "orders/_desk_draft.html", context)


def _save(request: SellerRequest, sheet: Sheet) -> HttpResponse:
    access = request.partner_access
    form = DeskForm(request.POST, partner_id=access.partner_id, settings=access.partner.settings)
    started = clock.now()

    def store(values: dict[str, Any]) -> Done:
        order = _place(request, sheet, values)
        sticky = urlencode({name: values[name] for name in STICKY if values.get(name)})
        return Done(f"{reverse('orders:desk')}?{sticky}", _told(order, is_new=order.created_at >= started))

    return submit(request, form, store) or show_refused(request, form, sheet, NEW)


def _place(request: SellerRequest, sheet: Sheet, values: dict[str, Any]) -> Order:
    """Raises what `sync_cart` and `place_order` refuse, and says what is still missing."""
    line_ids = fill_cart(request, sheet, values)
    new = wanted_order(request, sheet, values, line_ids)
    try:
        order = place_order(new)
    except CartEmpty:
        # The same form sent twice at once: the other one has emptied the cart, its order is found now.
        order = place_order(new)
    # A repeated submit finds its order stored, and has filled the cart in vain.
    remove_from_cart(request.partner_access.user_id, line_ids)
    return order


def fill_cart(request: SellerRequest, sheet: Sheet, values: dict[str, Any]) -> tuple[int, ...]:
    """The articles of the sheet as cart lines. Raises for what is still missing, and UnknownVariant."""
    access = request.partner_access
    if not sheet.picked:
        raise CartEmpty(_("Pilih produknya dulu."))
    if not choice_in(sheet.choice).courier_name:
        raise ServiceUnavailable(_("Pilih ekspedisinya dulu."))
    items = load_items(access.partner_id, sheet.picked, warehouse_id=values["warehouse_id"])
    rows = sync_cart(access.user_id, access.partner_id, cart_items(sheet.picked, items))
    return tuple(row.id for row in rows)


def _told(order: Order, *, is_new: bool) -> str:
    link = format_html('<a href="{}">{}</a>', reverse("orders:detail", args=[order.number]), order.number)
    if is_new:
        return format_html(_("Pesanan {} untuk {} tersimpan."), link, order.recipient_name)
    return format_html(_("Formulir ini sudah pernah disimpan sebagai {}. Tidak ada pesanan baru."), link)


# --------------------------------------------------------------------------------------------
# Showing
# --------------------------------------------------------------------------------------------


def show(request: SellerRequest, sheet: Sheet, at: Desk, *, is_fresh: bool = False) -> HttpResponse:
    """The sheet as it is, without judging what is not finished yet."""
    access = request.partner_access
    sheet.values.setdefault("request_key", secrets.token_urlsafe(24))
    values = _judged(request, sheet)
    form = DeskForm(initial=sheet.values, partner_id=access.partner_id, settings=access.partner.settings)
    for name, sure in sheet.read.items():
        form.mark(name, sure=sure)
    if is_fresh:
        form.fields["chat"].widget.attrs["autofocus"] = True
    context = _context(request, form, sheet, at, values=values)
    return answer(request, PAGE, partial=PARTIAL, context={"form": form, **context})


def show_refused(request: SellerRequest, form: DeskForm, sheet: Sheet, at: Desk) -> HttpResponse:
    """The sheet with what is wrong with it."""
    context = _context(request, form, sheet, at, values=form.cleaned_data)
    return form_answer(request, form, PAGE, partial=PARTIAL, context=context)


def _judged(request: SellerRequest, sheet: Sheet) -> dict[str, Any]:
    """The values of the sheet that are valid already."""
    access = request.partner_access
    form = DeskForm(sheet.values, partner_id=access.partner_id, settings=access.partner.settings)
    form.is_valid()
    return form.cleaned_data


def _context(
    request: SellerRequest, form: DeskForm, sheet: Sheet, at: Desk, *, values: dict[str, Any]
) -> dict[str, Any]:
    partner_id, settings = request.partner_access.partner_id, request.partner_access.partner.settings
    own = at.own_pieces if at.order and at.order.warehouse_id == values.get("warehouse_id") else {}
    items = load_items(partner_id, sheet.picked, warehouse_id=values.get("warehouse_id"), own=own)
    chosen = values.get("destination_id")
    known = {row.pk for row in sheet.places}
    form.offer_destinations(
        place_choices([*(current_place(chosen) if chosen not in known else []), *sheet.places])
    )
    return {
        "desk": at,
        "choice": sheet.choice,
        "buyer": buyer_notes(partner_id, values.get("customer_phone", ""), settings),
        "buyers": sheet.buyers,
        "items": items,
        "goods_rp": sum(item.subtotal_rp for item in items),
        "hits": sheet.hits,
        "places": sheet.places,
        "panel": _panel(request, sheet, items, values),
        "warnings": desk_warnings(partner_id, values, sheet.picked, editing=at.order),
        "draft_count": draft_list(partner_id).count() if at is NEW and request.method != "POST" else 0,
    }


def _panel(request: SellerRequest, sheet: Sheet, items: list[DeskItem], values: dict[str, Any]) -> QuotePanel:
    if len(items) != len(sheet.picked):
        return QuotePanel(refusal=_("Ada produk yang tidak dijual lagi. Pilih ulang produknya."))
    wanted = cart_items(sheet.picked, items)
    if request.method != "POST":
        return unasked(values, wanted)
    access = request.partner_access
    panel = quote(
        QuoteWish(
            user_id=access.user_id,
            partner_id=access.partner_id,
            values=values,
            items=wanted,
            choice=choice_in(sheet.choice),
        )
    )
    if panel.offers and access.partner.settings.return_insight:
        return with_returns(panel, values["destination_id"])
    return panel
