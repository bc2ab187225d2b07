"""Store an order: stock promised, shipping held, cart emptied - all of it or nothing."""

from django.db import IntegrityError, transaction

from accounts.services import complete_mission
from accounts.states import Mission
from finance.services.open_parcel import open_parcel
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.db import require_transaction
from orders.errors import CartEmpty
from orders.events import OrderPlaced
from orders.models import Order, OrderDraft, OrderHistory, OrderLine
from orders.services._customers import Bought, remember_customer
from orders.services._money import parcel_terms
from orders.services._new_order import NewOrder
from orders.services._numbers import next_order_number
from orders.services._plan import (
    OrderPlan,
    consume_cart,
    decided_columns,
    hold_place,
    order_lines,
    plan_order,
)
from orders.states import STATUS_WORDS, OrderStatus
from products.services.reserve_stock import reserve_stock


def place_order(new: NewOrder) -> Order:
    """Store the order of a cart at the quoted price; amounts of the client are not trusted.

    May ask the courier for a price before the transaction begins. Inside it locks, in this order,
    the cart lines, the warehouse (shared), the customer, the stock rows and the seller's accounts.
    The same `request_key` again returns the order that exists; the draft of that key is thrown away.

    Raises SellerOnHold, InvalidInput (recipient, sales admin), CartEmpty, UnknownVariant,
    NoSuchWarehouse, WarehouseIncomplete, NoSuchDestination, ServiceUnavailable, NoCodHere,
    TotalTooLow, PriceChanged, OutOfStock, BalanceTooLow, NegativeBalance; then nothing is changed.
    """
    known = _known_order(new)
    if known is not None:
        _drop_draft(new)
        return known
    plan = plan_order(new)
    try:
        return _place(new, plan)
    except (IntegrityError, CartEmpty):
        # The same request at the same moment: the other one has won.
        known = _known_order(new)
        if known is None:
            raise
        return known


def _place(new: NewOrder, plan: OrderPlan) -> Order:
    with transaction.atomic():
        consume_cart(new, plan)
        _drop_draft(new)
        return store_planned(new, plan)


def store_planned(new: NewOrder, plan: OrderPlan) -> Order:
    """Store an order that is worked out already, wherever its articles come from.

    Runs in the caller's transaction and locks what `place_order` says, without the cart. A second order
    with the same `request_key` fails with IntegrityError. Raises NoSuchWarehouse, OutOfStock,
    BalanceTooLow, NegativeBalance.
    """
    require_transaction()
    hold_place(plan)
    # The number is drawn first: stock and money refer to it.
    number = next_order_number(clock.today())
    order = _store(new, plan, number)
    reserve_stock(plan.stock_lines, reference=number)
    open_parcel(
        parcel_terms(order),
        order_id=order.pk,
        courier_name=order.courier_name,
        courier_logo=plan.offer.image_path,
        order_status_text=STATUS_WORDS[OrderStatus.CREATED],
    )
    complete_mission(new.partner_id, Mission.ORDER)
    emit(_news(order))
    return order


def _drop_draft(new: NewOrder) -> None:
    if new.request_key is not None:
        OrderDraft.objects.for_partner(new.partner_id).filter(form_key=new.request_key).delete()


def _news(order: Order) -> OrderPlaced:
    return OrderPlaced(
        order_id=order.pk,
        number=order.number,
        partner_id=order.partner_id,
        courier=order.courier_name,
        service=order.service_code,
        payment_method=order.payment_method,
        total_rp=order.total_rp,
        city=order.city,
        province=order.province,
    )


def _known_order(new: NewOrder) -> Order | None:
    if new.request_key is None:
        return None
    return Order.objects.for_partner(new.partner_id).filter(request_key=new.request_key).first()


def _store(new: NewOrder, plan: OrderPlan, number: str) -> Order:
    now = clock.now()
    bought = Bought(orders=1, pieces=plan.size.pieces, spent_rp=plan.price.total_rp)
    order = Order.objects.create(
        number=number,
        partner_id=new.partner_id,
        created_by_id=new.user_id,
        customer_id=remember_customer(new.partner_id, plan.recipient, now=now, bought=bought),
        request_key=new.request_key,
        is_from_sheet=new.is_from_sheet,
        status=OrderStatus.CREATED.value,
        created_at=now,
        updated_at=now,
        **decided_columns(new, plan),
    )
    OrderLine.objects.bulk_create(order_lines(order, plan.rows))
    OrderHistory.objects.create(
        order=order,
        kind=OrderHistory.Kind.STATUS,
        after=order.status,
        actor_label=new.actor.label[:200],
        happened_at=now,
    )
    return order
