"""Couriers side by side, each with the whole money of the order it would make."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from finance.states import PaymentMethod
from komship.lib.errors import DomainError
from orders.rules import Wishes
from orders.selectors.return_insight import place_insight
from orders.services._cart_items import CartItem
from orders.services.calculate_order import Calculation, PricedOption, Question, calculate_order
from orders.services.sync_cart import sync_cart
from orders.web.amounts import Lines, buyer_pays, seller_gets
from orders.web.desk_places import current_place
from orders.web.refusals import words_for
from orders.web.risk_words import Note, courier_notes
from shipping.rules.quoting import Unavailable
from shipping.selectors.couriers import courier_image_url

SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Choice:
    """The courier a seller picked and the total she saw beside it."""

    courier_name: str = ""
    service_code: str = ""
    total_rp: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        return (self.courier_name, self.service_code)


@dataclass(frozen=True, slots=True)
class Offer:
    """One courier service as a row of the comparison. `value` is what the page sends back."""

    value: str
    courier: str
    service: str
    image_url: str
    eta: str
    price_rp: int
    cashback_rp: int
    total_rp: int
    net_rp: int
    is_stale: bool
    is_chosen: bool
    praise: str
    buyer_pays: Lines
    seller_gets: Lines
    # How often the courier brings parcels back from there; None while that is switched off.
    returns: Note | None = None


@dataclass(frozen=True, slots=True)
class QuotePanel:
    """Offers, or why there are none: `hint` when something is still to be filled in, else `refusal`.
    `is_due`: everything is filled in, but couriers are only asked by a POST."""

    offers: list[Offer] = field(default_factory=list)
    missing: Sequence[Unavailable] = ()
    hint: str = ""
    refusal: str = ""
    is_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteWish:
    """What the desk knows so far; `values` are the form's valid values."""

    user_id: int
    partner_id: int
    values: dict[str, Any]
    items: Sequence[CartItem]
    choice: Choice


def choice_in(text: str) -> Choice:
    """From the value of a courier's radio button; an unreadable one is no choice."""
    courier, _sep, rest = text.partition(SEPARATOR)
    service, _sep, total = rest.partition(SEPARATOR)
    if not (courier and service and total.isascii() and total.isdigit() and len(total) < 12):
        return Choice()
    return Choice(courier, service, int(total))


def wishes_in(values: dict[str, Any]) -> Wishes:
    """The seller's wishes about money."""
    return Wishes(
        method=PaymentMethod(values.get("payment_method") or PaymentMethod.COD),
        discount_rp=values.get("discount_rp") or 0,
        additional_rp=values.get("additional_rp") or 0,
        wanted_total_rp=values.get("wanted_total_rp"),
        buyer_pays_fee=bool(values.get("buyer_pays_fee")),
    )


def quote(wish: QuoteWish) -> QuotePanel:
    """Compare the couriers. Writes the cart and the quotes, so only for a POST."""
    destination_id, warehouse_id = wish.values.get("destination_id"), wish.values.get("warehouse_id")
    if not (destination_id and warehouse_id and wish.items):
        return QuotePanel(hint=_still_needed(destination_id, warehouse_id, wish.items))
    try:
        rows = sync_cart(wish.user_id, wish.partner_id, wish.items)
        calculation = calculate_order(
            Question(
                user_id=wish.user_id,
                partner_id=wish.partner_id,
                cart_line_ids=tuple(row.id for row in rows),
                warehouse_id=warehouse_id,
                destination_id=destination_id,
                wishes=wishes_in(wish.values),
            )
        )
    except DomainError as refused:
        return QuotePanel(refusal=words_for(refused))
    return _panel(calculation, wish)


def unasked(values: dict[str, Any], items: Sequence[CartItem]) -> QuotePanel:
    """The panel of a page that was only opened."""
    destination_id, warehouse_id = values.get("destination_id"), values.get("warehouse_id")
    if destination_id and warehouse_id and items:
        return QuotePanel(hint=_("Hitung ongkir untuk melihat ekspedisinya."), is_due=True)
    return QuotePanel(hint=_still_needed(destination_id, warehouse_id, items))


def with_returns(panel: QuotePanel, destination_id: int) -> QuotePanel:
    """The same offers, each with its courier's record at the place. Three queries."""
    notes: dict[str, Note] = {}
    for place in current_place(destination_id):
        notes = courier_notes(place_insight(place), {offer.courier for offer in panel.offers})
    return replace(panel, offers=[replace(offer, returns=notes.get(offer.courier)) for offer in panel.offers])


def _still_needed(destination_id: object, warehouse_id: object, items: Sequence[CartItem]) -> str:
    if not warehouse_id:
        return _("Pilih alamat pengirimannya dulu.")
    if destination_id:
        return _("Pilih produknya untuk melihat ongkir.")
    return (
        _("Isi tujuannya untuk melihat ongkir.")
        if items
        else _("Isi tujuan dan produk untuk melihat ongkir.")
    )


def _panel(calculation: Calculation, wish: QuoteWish) -> QuotePanel:
    options = calculation.options
    missing = calculation.missing
    if not options:
        return QuotePanel(missing=missing, refusal=_("Belum ada ekspedisi yang bisa mengirim ke tujuan ini."))
    praises = _praises(options)
    keys = [_key(option) for option in options]
    chosen = wish.choice.key if wish.choice.key in keys else next(iter(praises))
    is_cod = wishes_in(wish.values).method == PaymentMethod.COD
    return QuotePanel(
        [
            _offer(option, praise=praises.get(_key(option), ""), chosen=chosen, is_cod=is_cod)
            for option in options
        ],
        missing,
    )


def _praises(options: list[PricedOption]) -> dict[tuple[str, str], str]:
    """What stands out, best reason first: the lowest price (the buyer pays it), then the earliest
    arrival."""
    cheapest = min(options, key=lambda row: (row.option.price_rp, -row.price.net_rp))
    praises = {_key(cheapest): _("Termurah") if len(options) > 1 else ""}
    days = sorted({row.option.etd_thru for row in options if row.option.etd_thru is not None})
    fastest = [row for row in options if len(days) > 1 and row.option.etd_thru == days[0]]
    if len(fastest) == 1:
        praises.setdefault(_key(fastest[0]), _("Tercepat"))
    return praises


def _key(priced: PricedOption) -> tuple[str, str]:
    return (priced.option.courier_name, priced.option.service_code)


def _offer(priced: PricedOption, *, praise: str, chosen: tuple[str, str], is_cod: bool) -> Offer:
    option, price = priced.option, priced.price
    parts = (option.courier_name, option.service_code, str(price.total_rp))
    return Offer(
        value=SEPARATOR.join(parts),
        courier=option.courier_name,
        service=option.label or option.service_code,
        image_url=courier_image_url(option.image_path),
        eta=_eta(option.etd_from, option.etd_thru),
        price_rp=option.price_rp,
        cashback_rp=price.cashback_rp,
        total_rp=price.total_rp,
        net_rp=price.net_rp,
        is_stale=option.is_stale,
        is_chosen=_key(priced) == chosen,
        praise=praise,
        buyer_pays=buyer_pays(price, is_cod=is_cod),
        seller_gets=seller_gets(price),
    )


def _eta(first: int | None, last: int | None) -> str:
    if last is None:
        return _("estimasi belum ada")
    if first in (None, last):
        return _("%(n)s hari") % {"n": last}
    return _("%(first)s-%(last)s hari") % {"first": first, "last": last}
