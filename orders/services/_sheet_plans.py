"""Orders of a sheet worked out on paper, as many as there are, with everything that is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Partner, Warehouse
from finance.states import PaymentMethod
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.money import rupiah
from orders.errors import TotalTooLow
from orders.models import Order
from orders.rules import Wishes, price_order
from orders.selectors.cart import Article
from orders.services._names import cod_held_text, require_open_partner, takes_no_cod
from orders.services._new_order import NewOrder, Recipient, clean_recipient
from orders.services._offers import quote_request, rates_of
from orders.services._parcel_size import parcel_size
from orders.services._plan import OrderPlan
from orders.services._sheet_lookups import SheetLookups, known_orders, look_up, pieces_left
from orders.sheet.articles import articles_of
from orders.sheet.couriers import chosen_offer
from orders.sheet.drafts import SheetOrder
from orders.sheet.faults import SheetFault, Sort, fault_at, unread
from orders.sheet.grouping import OrderRows, same_words
from orders.sheet.parsing import parse_order
from shipping.models import Destination
from shipping.rules.quoting import QuoteSet
from shipping.services.quote_parcel import quote_parcels

MOST_CANDIDATES = 3
_CELLS = {"customer_name": "name", "customer_phone": "phone", "detail_address": "address"}


@dataclass(frozen=True, slots=True)
class SheetSeller:
    """Whose sheet it is and who sends it. The partner's settings must be loaded."""

    partner: Partner
    user_id: int
    actor: Actor
    # A client that knows zips only cannot tell districts apart: the first one is taken and marked.
    trusts_zips: bool = False


@dataclass
class SheetPlan:
    """One order: `known` is stored already; else `plan` is there when there are no faults."""

    source: OrderRows
    order: SheetOrder
    request_key: str
    known: Order | None = None
    faults: list[SheetFault] = field(default_factory=list)
    is_place_guess: bool = False
    new: NewOrder | None = None
    plan: OrderPlan | None = None

    # What was found on the way; None where it could not be.
    recipient: Recipient | None = None
    destination: Destination | None = None
    warehouse: Warehouse | None = None
    sender_id: int | None = None
    sales_admin_id: int | None = None
    articles: list[Article] = field(default_factory=list)

    def fault(self, key: str, text: str, sort: Sort = Sort.INPUT) -> None:
        self.faults.append(fault_at(self.order.line, key, text, sort))

    @property
    def is_cod(self) -> bool:
        return self.order.method == PaymentMethod.COD


def work_out(seller: SheetSeller, sources: Sequence[OrderRows]) -> list[SheetPlan]:
    """A plan for every order, each with all its faults at once.

    May ask couriers for prices, so it runs outside any transaction. The number of queries does not
    depend on that of orders. Raises SellerOnHold.
    """
    require_open_partner(seller.partner)
    today = clock.today()
    known, keys = known_orders(seller.partner.pk, (source.request_key for source in sources))
    plans = [_read(source, keys[source.request_key], today) for source in sources]
    for plan in plans:
        plan.known = known.get(plan.source.request_key)
    open_plans = [plan for plan in plans if plan.known is None]
    lookups = look_up(seller.partner, [plan.order for plan in open_plans])
    for plan in open_plans:
        _find(plan, lookups, seller)
    _check_stock(seller.partner.pk, open_plans)
    _price(seller, open_plans, today)
    for plan in open_plans:
        plan.faults.sort(key=lambda fault: fault.line)
    return plans


def is_ordered(plan: SheetPlan) -> bool:
    """Whether somebody else has stored the very same order by now."""
    if plan.new is None:
        return False
    mine = Order.objects.for_partner(plan.new.partner_id)
    return mine.filter(request_key=plan.request_key).exists()


def _read(source: OrderRows, request_key: str, today: date) -> SheetPlan:
    order, faults = parse_order(source.rows, today=today)
    return SheetPlan(source, order, request_key, faults=unread(faults))


def _find(plan: SheetPlan, lookups: SheetLookups, seller: SheetSeller) -> None:
    """Turn words into rows of ours."""
    plan.articles, faults = articles_of(plan.order.articles, lookups.catalogue)
    plan.faults += faults
    _find_place(plan, lookups, seller)
    plan.warehouse = _warehouse(plan, lookups.warehouses)
    plan.sender_id = _named(plan, "sender", plan.order.sender, lookups.senders)
    plan.sales_admin_id = _named(plan, "sales_admin", plan.order.sales_admin, lookups.sales_admins)
    if seller.partner.settings.tracking_sales and not plan.order.sales_admin:
        plan.fault("sales_admin", _("Pilih siapa yang menjual."))
    plan.recipient = _recipient(plan)
    _check_courier(plan, lookups.courier_names)
    if plan.is_cod and takes_no_cod(seller.partner):
        plan.fault("method", cod_held_text())


def _find_place(plan: SheetPlan, lookups: SheetLookups, seller: SheetSeller) -> None:
    order = plan.order
    if not (order.place or order.postal_code):
        return
    match = lookups.place(order)
    plan.destination, plan.is_place_guess = match.chosen, match.is_guess
    if plan.destination is None and seller.trusts_zips and match.rows and not order.place:
        plan.destination, plan.is_place_guess = match.rows[0], True
    if plan.destination is not None:
        return
    key = "place" if order.place else "postal_code"
    if not match.rows:
        plan.fault(key, _("Tujuan ini tidak ditemukan. Tulis kelurahan, kecamatan, dan kotanya."), Sort.PLACE)
        return
    names = "; ".join(row.label for row in match.rows[:MOST_CANDIDATES])
    plan.fault(key, _("Tujuan belum jelas. Mungkin: %(names)s.") % {"names": names}, Sort.PLACE)


def _warehouse(plan: SheetPlan, rows: Sequence[Warehouse]) -> Warehouse | None:
    name = same_words(plan.order.warehouse)
    found = next((row for row in rows if not name or same_words(row.name) == name), None)
    if found is None:
        plan.fault("warehouse", _("Alamat pickup tidak ditemukan."))
    elif not found.origin_code:
        plan.fault("warehouse", _("Lengkapi kelurahan/kecamatan alamat pickup ini dulu."))
    return found


def _named(plan: SheetPlan, key: str, name: str, rows: Iterable[Any]) -> int | None:
    """The row of this name; blank means none was chosen."""
    found = next((row.pk for row in rows if same_words(row.name) == same_words(name)), None)
    if name and found is None:
        plan.fault(key, _("Nama ini tidak ada di daftarmu."))
    return found if name else None


def _recipient(plan: SheetPlan) -> Recipient | None:
    """The buyer, when everything about her is right; what is blank is told already."""
    order = plan.order
    typed = Recipient(
        name=order.name,
        phone=order.phone,
        address_line=order.address,
        destination_id=plan.destination.pk if plan.destination else 0,
    )
    try:
        return clean_recipient(typed)
    except InvalidInput as refused:
        for name, texts in refused.fields.items():
            if getattr(order, _CELLS[name]):
                plan.fault(_CELLS[name], texts[0])
    return None


def _check_courier(plan: SheetPlan, names: Sequence[str]) -> None:
    name = plan.order.courier
    if name and same_words(name) not in {same_words(known) for known in names}:
        told = _("Ekspedisi tidak dikenal. Yang ada: %(names)s.")
        plan.fault("courier", told % {"names": ", ".join(names)})


def _check_stock(partner_id: int, plans: Sequence[SheetPlan]) -> None:
    """Each order alone: which of several gets the last pieces is decided when they are stored."""
    places = {
        (article.variant.variant_id, plan.warehouse.pk)
        for plan in plans
        if plan.warehouse
        for article in plan.articles
    }
    left = pieces_left(partner_id, places)
    for plan in plans:
        for article in plan.articles if plan.warehouse else ():
            there = left.get((article.variant.variant_id, plan.warehouse.pk if plan.warehouse else 0), 0)
            if article.quantity > there:
                told = _("Stok %(product)s tinggal %(available)d.")
                name = article.variant.product_name
                plan.fault("quantity", told % {"product": name, "available": there}, Sort.STATE)


def _price(seller: SheetSeller, plans: Sequence[SheetPlan], today: date) -> None:
    """Ask for all prices at once, then see what each order makes of them."""
    complete = [plan for plan in plans if _is_complete(plan)]
    requests = [
        quote_request(plan.warehouse, plan.destination.pk, parcel_size(plan.articles), is_cod=plan.is_cod)
        for plan in complete
        if plan.warehouse and plan.destination
    ]
    for plan, offers in zip(complete, quote_parcels(requests), strict=True):
        if offers is not None:
            _decide(seller, plan, offers, today)


def _is_complete(plan: SheetPlan) -> bool:
    """Whether a courier can be asked for a price."""
    has_goods = plan.articles and all(article.quantity for article in plan.articles)
    has_way = plan.destination and plan.warehouse and plan.warehouse.origin_code
    return bool(has_goods and has_way and plan.order.method and plan.order.courier)


def _decide(seller: SheetSeller, plan: SheetPlan, offers: QuoteSet, today: date) -> None:
    order = plan.order
    offer = chosen_offer(order, offers)
    if isinstance(offer, SheetFault):
        plan.faults.append(offer)
        return
    may_set_total = seller.partner.settings.allows_total_edit
    wishes = Wishes(
        method=order.method or PaymentMethod.COD,
        discount_rp=order.discount_rp,
        additional_rp=order.additional_rp,
        wanted_total_rp=order.wanted_total_rp if may_set_total else None,
    )
    size = parcel_size(plan.articles)
    try:
        price = price_order(size.goods_rp, rates_of(offer), wishes)
    except TotalTooLow as refused:
        plan.fault("wanted_total_rp", refused.message)
        return
    if order.wanted_total_rp not in (None, price.total_rp):
        told = _("Seharusnya %(total)s. Kosongkan kolom ini, atau nyalakan Input cepat.")
        plan.fault("wanted_total_rp", told % {"total": rupiah(price.total_rp)})
    if plan.faults or not (plan.recipient and plan.warehouse and plan.destination):
        return
    plan.plan = OrderPlan(
        plan.recipient, plan.articles, plan.warehouse, plan.destination, size, offer, price,
        plan.sales_admin_id,
    )  # fmt: skip
    plan.new = NewOrder(
        partner_id=seller.partner.pk,
        actor=seller.actor,
        user_id=seller.user_id,
        cart_line_ids=(),
        warehouse_id=plan.warehouse.pk,
        recipient=plan.recipient,
        courier_name=offer.courier_name,
        service_code=offer.service_code,
        wishes=wishes,
        ordered_on=order.ordered_on or today,
        sender_id=plan.sender_id,
        sales_admin_id=plan.sales_admin_id,
        note=order.note,
        request_key=plan.request_key,
        is_from_sheet=True,
    )
