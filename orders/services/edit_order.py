"""Change an order of which no courier knows yet: price, stock and held money follow in one go."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from finance.services.amend_parcel import amend_parcel
from finance.services.describe_parcel import describe_parcel
from komship.core import audit
from komship.core.outbox import emit
from komship.lib import clock, db
from komship.lib.money import rupiah
from orders.errors import OrderChanged, OrderNotChangeable
from orders.events import OrderEdited
from orders.models import Order, OrderHistory, OrderLine
from orders.selectors.detail import editable_order
from orders.selectors.locked import locked_order
from orders.services._customer_numbers import hold_buyers, recount_customer
from orders.services._customers import remember_customer
from orders.services._money import parcel_terms
from orders.services._new_order import NewOrder
from orders.services._plan import (
    OrderPlan,
    consume_cart,
    decided_columns,
    hold_place,
    order_lines,
    plan_order,
)
from orders.states import OrderStatus, is_editable
from products.services.change_reservation import change_reservation

_Articles = list[dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEdit:
    """The order as it shall be. `seen_edits` is the version the seller had before her eyes; None
    takes the one that is there when the call arrives. `new.request_key` plays no part."""

    order_id: int
    new: NewOrder
    seen_edits: int | None = None


@dataclass(frozen=True, slots=True)
class _Change:
    """Columns and articles that differ, as they were and as they become."""

    before: dict[str, Any]
    after: dict[str, Any]
    articles_before: _Articles
    articles_after: _Articles

    @property
    def has_other_articles(self) -> bool:
        return self.articles_before != self.articles_after

    @property
    def moves_stock(self) -> bool:
        return "warehouse_id" in self.after or _pieces(self.articles_before) != _pieces(self.articles_after)

    def __bool__(self) -> bool:
        return bool(self.after) or self.has_other_articles


def edit_order(edit: OrderEdit) -> Order:
    """Give the order the content of `edit.new`, at today's prices; its number stays.

    May ask a courier for a price before the transaction. Inside it locks, in this order, the cart
    lines, the warehouse (shared), the order, its buyers, the stock rows of both versions, the
    parcel's money and the seller's accounts. An edit that changes nothing succeeds silently, so a
    second click does no harm.

    Raises OrderNotFound, OrderNotChangeable once a pickup was requested, OrderChanged when somebody
    else edited it since `seen_edits`, and whatever `place_order` refuses; then nothing is changed.
    """
    new = edit.new
    seen = editable_order(new.partner_id, order_id=edit.order_id)
    version = seen.edits if edit.seen_edits is None else edit.seen_edits
    plan = plan_order(new, kept_sales_admin_id=seen.sales_admin_id)
    with transaction.atomic():
        consume_cart(new, plan)
        hold_place(plan)
        order = locked_order(new.partner_id, edit.order_id)
        _require_editable(order)
        change = _change(order, new, plan)
        if change:
            _require_version(order, version)
            _apply(order, new, plan, change)
    return order


def _require_editable(order: Order) -> None:
    if not is_editable(order.status):
        raise OrderNotChangeable(_("Pesanan ini sudah diajukan pickup, jadi tidak bisa diubah."))


def _require_version(order: Order, version: int) -> None:
    if order.edits != version:
        raise _overtaken()


def _overtaken() -> OrderChanged:
    return OrderChanged(_("Pesanan ini baru saja diubah orang lain. Muat ulang lalu ulangi perubahanmu."))


def _change(order: Order, new: NewOrder, plan: OrderPlan) -> _Change:
    wanted = decided_columns(new, plan)
    changed = [name for name, value in wanted.items() if getattr(order, name) != value]
    lines = order.lines.order_by("variant_id")
    rows = sorted(plan.rows, key=lambda row: row.variant.variant_id)
    return _Change(
        before={name: getattr(order, name) for name in changed},
        after={name: wanted[name] for name in changed},
        articles_before=[_article(line.variant_id, line.quantity, line.price_rp) for line in lines],
        articles_after=[_article(row.variant.variant_id, row.quantity, row.variant.price_rp) for row in rows],
    )


def _article(variant_id: int, quantity: int, price_rp: int) -> dict[str, int]:
    return {"variant_id": variant_id, "quantity": quantity, "price_rp": price_rp}


def _pieces(articles: _Articles) -> list[tuple[int, int]]:
    return [(article["variant_id"], article["quantity"]) for article in articles]


def _apply(order: Order, new: NewOrder, plan: OrderPlan, change: _Change) -> None:
    now = clock.now()
    reference, buyer_before = order.stock_reference, order.customer_id
    hold_buyers(order, plan.recipient.phone)
    number_of_edit = order.edits + 1
    columns = change.after | {
        "customer_id": remember_customer(new.partner_id, plan.recipient, now=now),
        "edits": number_of_edit,
        "edited_at": now,
        "edited_by_label": new.actor.label[:200],
        "updated_at": now,
        # What the courier did not like about the parcel is history now.
        "booking_note": "",
    }
    if change.moves_stock:
        columns["stock_version"] = number_of_edit
    _write(order, columns)
    for customer_id in {buyer_before, order.customer_id}:
        recount_customer(customer_id)
    if change.moves_stock:
        change_reservation(plan.stock_lines, before=reference, after=order.stock_reference)
    if change.has_other_articles:
        order.lines.all().delete()
        OrderLine.objects.bulk_create(order_lines(order, plan.rows))
    amend_parcel(parcel_terms(order))
    describe_parcel(order.number, courier_name=order.courier_name, courier_logo=plan.offer.image_path)
    _remember(order, new, change, now)
    emit(OrderEdited(order_id=order.pk, number=order.number, partner_id=order.partner_id))


def _write(order: Order, columns: dict[str, Any]) -> None:
    """One conditional UPDATE: nobody has moved, deleted or edited the order meanwhile."""
    untouched = Order.objects.filter(
        pk=order.pk, status=OrderStatus.CREATED.value, edits=order.edits, deleted_at=None
    )
    db.require_one(untouched.update(**columns), _overtaken())
    for name, value in columns.items():
        setattr(order, name, value)


def _remember(order: Order, new: NewOrder, change: _Change, now: datetime) -> None:
    OrderHistory.objects.create(
        order=order,
        kind=OrderHistory.Kind.EDIT,
        actor_label=new.actor.label[:200],
        note=_words_for(change)[:300],
        happened_at=now,
    )
    before, after = _audited(change.before), _audited(change.after)
    if change.has_other_articles:
        before["articles"], after["articles"] = change.articles_before, change.articles_after
    audit.record("order.edit", order, actor=new.actor, change=(before, after))


def _audited(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _words_for(change: _Change) -> str:
    """What was changed, in the words of the form."""
    names = _names_of(change.after)
    if change.has_other_articles:
        names.append(_("barang"))
    words = ", ".join(names)
    if "total_rp" not in change.after:
        return words
    amounts = {"before": rupiah(change.before["total_rp"]), "after": rupiah(change.after["total_rp"])}
    total = _("total %(before)s menjadi %(after)s") % amounts
    return f"{words}, {total}" if words else total


def _names_of(columns: Collection[str]) -> list[str]:
    parts = (
        (_("penerima"), {"recipient_name", "recipient_phone"}),
        (_("alamat"), {"address_line", "destination_id"}),
        (_("ekspedisi"), {"courier_name", "service_code"}),
        (_("pembayaran"), {"payment_method", "bank_account_number"}),
        (_("alamat pickup"), {"warehouse_id"}),
        (_("potongan atau biaya"), {"discount_rp", "additional_rp"}),
        (_("pengirim"), {"sender_id"}),
        (_("penjual"), {"sales_admin_id"}),
        (_("catatan"), {"note"}),
        (_("tanggal"), {"ordered_on"}),
    )
    return [name for name, of_part in parts if of_part & set(columns)]
