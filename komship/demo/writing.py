"""The past, written down: rows in bulk, money through its services in the order it moved."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction

from finance.services import (
    cancel_parcel,
    deliver_parcel,
    describe_parcel,
    flag_parcel,
    lose_parcel,
    open_parcel,
    receive_return,
    ship_parcel,
    start_return,
)
from komship.demo.cast import Shop, stock_rows
from komship.demo.past import PastOrder
from komship.demo.withdrawals import Step, withdrawals
from komship.lib import clock
from orders.models import Customer, Order, OrderHistory, OrderLine
from orders.services._money import parcel_terms
from orders.services._numbers import SEQUENCE
from orders.states import OF_SHIPMENT, STATUS_WORDS, OrderStatus
from products.models import MovementKind, Stock, StockMovement
from shipping.booking_states import BookingState
from shipping.models import Shipment, TrackingEvent
from shipping.rules.polling import next_interval
from shipping.states import ShipmentStatus

BATCH = 1_000


def write_past(shops: tuple[Shop, Shop], orders: Sequence[PastOrder]) -> None:
    """Insert everything in one transaction; an interrupted run leaves nothing behind."""
    with transaction.atomic():
        rows = _orders(orders)
        _lines(orders, rows)
        _history(orders, rows)
        _events(orders, rows)
        for shop in shops:
            _stock(shop, [order for order in orders if order.shop is shop])
        _money(orders, rows, shops)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT setval('{SEQUENCE}', %s)", [max(len(orders), 1)])


def _status(order: PastOrder) -> OrderStatus:
    if order.awb is None:
        return OrderStatus.CREATED
    return OF_SHIPMENT[order.shipment_status]


def _customers(orders: Iterable[PastOrder]) -> dict[tuple[int, str], Customer]:
    found: dict[tuple[int, str], Customer] = {}
    for order in orders:
        name, phone, line = order.recipient
        key = (order.shop.partner.pk, phone)
        customer = found.setdefault(
            key,
            Customer(
                partner=order.shop.partner,
                phone=phone,
                created_at=order.created_at,
                has_whatsapp=True,
            ),
        )
        customer.name, customer.address_line = name, line
        customer.destination = order.destination
        customer.last_ordered_at = order.created_at
        if order.end not in ("cancelled", "deleted"):
            customer.order_count += 1
            customer.piece_count += sum(article.quantity for article in order.articles)
            customer.spent_rp += order.price.total_rp
    Customer.objects.bulk_create(found.values(), batch_size=BATCH)
    return found


def _shipments(orders: Iterable[PastOrder]) -> dict[str, Shipment]:
    shipments = [_shipment(order) for order in orders if order.awb]
    Shipment.objects.bulk_create(shipments, batch_size=BATCH)
    return {shipment.reference: shipment for shipment in shipments}


def _shipment(order: PastOrder) -> Shipment:
    name, phone, line = order.recipient
    fold, status = order.fold, order.shipment_status
    last = order.scans[-1] if order.scans else None
    booked_at = order.booked_at or order.created_at
    cancelled = order.end == "cancelled"
    return Shipment(
        reference=order.number,
        partner=order.shop.partner,
        service=order.service,
        destination=order.destination,
        is_cod=order.method == "cod",
        books_with=order.service.books_with,
        tracks_with=order.service.tracks_with or order.service.books_with,
        request={"recipient": {"name": name, "phone": phone, "address_line": line}},
        request_hash="demo",
        booking_state=BookingState.CANCELLED if cancelled else BookingState.BOOKED,
        booking_attempts=1,
        attempted_at=booked_at,
        booked_at=booked_at,
        awb=order.awb,
        status=status.value,
        is_problem=bool(fold and fold.is_problem),
        return_state=fold.return_state if fold else 0,
        picked_up_at=fold.first_scan_at if fold else None,
        delivered_at=fold.delivered_at if fold else None,
        returned_at=fold.returned_at if fold else None,
        last_event_text=last.text if last else "",
        last_event_code=last.code if last else "",
        last_event_class=fold.history[-1][1].value if fold else "",
        last_event_at=last.occurred_at if last else None,
        next_poll_at=None if cancelled else _next_poll(order, status),
        label_prints=1,
        label_printed_at=booked_at,
    )


def _next_poll(order: PastOrder, status: ShipmentStatus) -> datetime | None:
    """The courier's sandbox never saw these parcels: let the first polls spread over an hour."""
    now = clock.now()
    news = order.scans[-1].occurred_at if order.scans else order.booked_at or now
    interval = next_interval(
        status, is_problem=bool(order.fold and order.fold.is_problem), last_news_at=news, now=now
    )
    return None if interval is None else now + timedelta(hours=1) + interval


def _orders(orders: Sequence[PastOrder]) -> dict[str, Order]:
    customers, shipments = _customers(orders), _shipments(orders)
    rows = [
        _order(order, customers[order.shop.partner.pk, order.recipient[1]], shipments.get(order.number))
        for order in orders
    ]
    Order.objects.bulk_create(rows, batch_size=BATCH)
    return {row.number: row for row in rows}


def _order(order: PastOrder, customer: Customer, shipment: Shipment | None) -> Order:
    name, phone, line = order.recipient
    place, warehouse = order.destination, order.shop.warehouses[order.warehouse_index]
    latest = order.scans[-1].occurred_at if order.scans else order.booked_at or order.created_at
    return Order(
        number=order.number,
        partner=order.shop.partner,
        created_by=order.shop.owner,
        customer=customer,
        warehouse=warehouse,
        shipment=shipment,
        status=_status(order).value,
        is_problem=bool(order.fold and order.fold.is_problem),
        return_state=order.fold.return_state if order.fold else 0,
        ordered_on=clock.wib(order.created_at).date(),
        created_at=order.created_at,
        updated_at=latest,
        deleted_at=latest if order.end == "deleted" else None,
        recipient_name=name,
        recipient_phone=phone,
        address_line=line,
        destination=place,
        village=place.village,
        district=place.district,
        city=place.city,
        province=place.province,
        postal_code=place.postal_code,
        tariff_code=place.tariff_code,
        origin_code=warehouse.origin_code,
        courier_name=order.service.courier.name,
        service_code=order.service.code,
        service=order.service,
        fee_window=order.window,
        weight_g=order.weight_g,
        billed_kg=max(1, order.weight_g // 1000),
        piece_count=sum(article.quantity for article in order.articles),
        payment_method=order.method,
        return_discount_bp=order.window.return_discount_bp,
        **{name: getattr(order.price, name) for name in order.price.__slots__},
    )


def _lines(orders: Iterable[PastOrder], rows: dict[str, Order]) -> None:
    OrderLine.objects.bulk_create(
        (
            OrderLine(
                order=rows[order.number],
                product=article.variant.product,
                variant=article.variant,
                option_ref=article.variant.option_id,
                product_name=article.variant.product.name,
                variant_name=article.variant.name,
                sku=article.variant.sku or article.variant.product.sku,
                price_rp=article.variant.price_rp,
                quantity=article.quantity,
                weight_g=article.variant.product.weight_g,
            )
            for order in orders
            for article in order.articles
        ),
        batch_size=BATCH,
    )


def _history(orders: Iterable[PastOrder], rows: dict[str, Order]) -> None:
    OrderHistory.objects.bulk_create(
        (
            OrderHistory(order=rows[order.number], kind="status", before=before, after=after,
                         actor_label=actor, happened_at=at)
            for order in orders
            for before, after, actor, at in _moves(order)
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _moves(order: PastOrder) -> Iterable[tuple[str, str, str, datetime]]:
    seller, courier = order.shop.owner.username, order.service.courier.name
    yield "", "created", seller, order.created_at
    if order.booked_at is None:
        return
    yield "created", "booking", seller, order.booked_at - timedelta(minutes=1)
    yield "booking", "packing", courier, order.booked_at
    status = _status(order).value
    if order.end == "cancelled":
        yield "packing", "cancelled", seller, order.booked_at + timedelta(hours=1)
    elif order.scans:
        yield "packing", "shipped", courier, order.scans[0].occurred_at
        if status not in ("packing", "shipped"):
            yield "shipped", status, courier, order.scans[-1].occurred_at


def _events(orders: Iterable[PastOrder], rows: dict[str, Order]) -> None:
    TrackingEvent.objects.bulk_create(
        (
            TrackingEvent(
                shipment=rows[order.number].shipment,
                occurred_at=scan.occurred_at,
                code=scan.code,
                text=scan.text,
                place=scan.place,
                event_class=word.value,
                recorded_at=scan.occurred_at,
            )
            for order in orders
            if order.fold
            for scan, (_, word) in zip(order.scans, order.fold.history, strict=True)
        ),
        batch_size=BATCH,
    )


def _stock(shop: Shop, orders: Iterable[PastOrder]) -> None:
    """The journal of every piece, and what is left of it."""
    stocks = stock_rows(shop)
    moves: list[StockMovement] = []
    for order in orders:
        warehouse = shop.warehouses[order.warehouse_index]
        for article in order.articles:
            stock = stocks[article.variant.pk, warehouse.pk]
            moves += _pieces(order, article.quantity, stock)
    StockMovement.objects.bulk_create(moves, batch_size=BATCH)
    Stock.objects.bulk_update(stocks.values(), ["on_hand", "reserved", "sold"], batch_size=BATCH)


def _pieces(order: PastOrder, quantity: int, stock: Stock) -> Iterable[StockMovement]:
    def move(kind: MovementKind, at: datetime) -> StockMovement:
        return StockMovement(stock=stock, kind=kind, quantity=quantity, reference=order.number, created_at=at)

    yield move(MovementKind.RESERVE, order.created_at)
    if order.end in ("cancelled", "deleted"):
        yield move(MovementKind.RELEASE, order.booked_at or order.created_at)
    elif order.scans:
        stock.on_hand -= quantity
        stock.sold += quantity
        yield move(MovementKind.CONSUME, order.scans[0].occurred_at)
    else:
        stock.reserved += quantity


def _money(orders: Sequence[PastOrder], rows: dict[str, Order], shops: Sequence[Shop]) -> None:
    """Every parcel's money in the order in which it moved, with the clock turned back."""
    steps = [step for order in orders for step in _steps(order, rows[order.number])]
    steps += [step for shop in shops for step in withdrawals(shop)]
    for at, run in sorted(steps, key=lambda step: step[0]):
        with clock.pretend(at):
            run()


def _steps(order: PastOrder, row: Order) -> Iterable[Step]:
    number = order.number
    yield order.created_at, partial(_open, order, row)
    if order.end in ("cancelled", "deleted"):
        at = (order.booked_at or order.created_at) + timedelta(hours=1)
        yield at, partial(cancel_parcel, number)
    if order.fold is None:
        return
    yield order.scans[0].occurred_at, partial(ship_parcel, number)
    status, last = order.fold.status, order.scans[-1].occurred_at
    if order.fold.is_problem:
        yield last, partial(flag_parcel, number, is_problem=True)
    if status == ShipmentStatus.DELIVERED:
        yield last, partial(deliver_parcel, number, delivered_at=last)
    elif status in (ShipmentStatus.LOST, ShipmentStatus.DAMAGED):
        yield last, partial(lose_parcel, number, kind=status.value)
    elif order.fold.return_state:
        turned = next(scan for scan in order.scans if scan.code == "CR1")
        yield turned.occurred_at, partial(start_return, number)
        if order.fold.return_state == 2:
            yield last, partial(receive_return, number, received_at=last)


def _open(order: PastOrder, row: Order) -> None:
    open_parcel(parcel_terms(row))
    describe_parcel(
        row.number,
        order_id=row.pk,
        cnote=order.awb or "",
        courier_name=row.courier_name,
        courier_logo=order.service.courier.image_path,
        order_status_text=STATUS_WORDS[OrderStatus(row.status)],
    )
