"""Carts and orders as their own services make them, with JNE answered by a sandbox on loopback."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

import pytest

from accounts.models import Partner, Warehouse
from finance.states import PaymentMethod
from komship.core.audit import Actor
from komship.core.drain import drain
from komship.lib import clock
from orders.models import Order
from orders.rules import Wishes
from orders.services._cart_items import CartItem
from orders.services._new_order import NewOrder, Recipient
from orders.services.place_order import place_order
from orders.services.request_pickup import PickupSlot, request_pickup
from orders.services.sync_cart import sync_cart
from products.models import Product, Stock, Variant
from shipping.models import Courier, Shipment
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import poll_now
from tests.arranged import arranged
from tests.factories.accounts import Shop
from tests.factories.products import make_product
from tests.factories.shipping import drain_later, place, switch_on


@dataclass
class Market:
    """A seller who can sell: a warehouse in Jakarta, a product with ten pieces, JNE switched on."""

    partner: Partner
    warehouse: Warehouse
    product: Product
    sandbox: SandboxServer

    @property
    def actor(self) -> Actor:
        owner = self.partner.owner
        return Actor(user_id=owner.pk, label=owner.username, channel="test")

    @property
    def variant(self) -> Variant:
        return Variant.objects.get(product=self.product)

    @property
    def stock(self) -> Stock:
        return Stock.objects.get(variant=self.variant, warehouse=self.warehouse)

    def fill_cart(self, quantity: int = 2) -> tuple[int, ...]:
        items = [CartItem(self.product.pk, None, quantity)]
        return tuple(row.id for row in sync_cart(self.partner.owner_id, self.partner.pk, items))

    def new_order(self, **changes: Any) -> NewOrder:
        """Two pieces for 100000 by COD to Bandung with JNE REG19."""
        cart = changes.pop("cart_line_ids", None) or self.fill_cart(changes.pop("quantity", 2))
        values: dict[str, Any] = {
            "partner_id": self.partner.pk,
            "actor": self.actor,
            "user_id": self.partner.owner_id,
            "cart_line_ids": cart,
            "warehouse_id": self.warehouse.pk,
            "recipient": recipient(),
            "courier_name": "JNE",
            "service_code": "REG19",
            "wishes": Wishes(method=PaymentMethod.COD),
            "ordered_on": clock.today(),
        }
        return NewOrder(**values | changes)

    def order(self, **changes: Any) -> Order:
        return place_order(self.new_order(**changes))

    def transfer_order(self, **changes: Any) -> Order:
        return self.order(wishes=Wishes(method=PaymentMethod.BANK_TRANSFER), **changes)

    def ask_pickup(self, order: Order, token: str = "token-1") -> Order:
        return request_pickup(self.partner.pk, order.pk, slot(token), actor=self.actor)

    def packed(self, order: Order | None = None) -> Order:
        """An order with its airway bill."""
        packed = self.ask_pickup(order or self.order())
        drain(with_sweeps=False)
        packed.refresh_from_db()
        assert packed.shipment is not None
        assert packed.shipment.awb
        return packed

    def cod_courier_order(self, **changes: Any) -> Order:
        """An order by SICEPAT, which Shipper books and which tells payout apart from delivery."""
        switch_on(self.partner, Courier.objects.get(code="sicepat"))
        Warehouse.objects.filter(pk=self.warehouse.pk).update(destination_ref=place("Gambir").pk)
        return self.order(courier_name="SICEPAT", service_code="SIUNT", **changes)

    def packed_by_shipper(self) -> Order:
        """The same with its airway bill."""
        order = self.ask_pickup(self.cod_courier_order())
        drain()
        drain_later(seconds=30)
        order.refresh_from_db()
        assert order.status == "packing"
        return order


def recipient(**changes: Any) -> Recipient:
    values: dict[str, Any] = {
        "name": "Ayu Lestari",
        "phone": "0898 7654 3210",
        "address_line": "Jl. Anggrek No. 12, RT 01 RW 02",
        "destination_id": place("Cihapit").pk,
    }
    return Recipient(**values | changes)


def slot(token: str = "token-1", **changes: Any) -> PickupSlot:
    values: dict[str, Any] = {
        "token": token,
        "pickup_on": clock.today() + timedelta(days=1),
        "pickup_time": time(10, 0),
        "vehicle": "MOTOR",
    }
    return PickupSlot(**values | changes)


def move_parcel(market: Market, order: Order, to: str, **options: Any) -> Order:
    """Let the courier scan the parcel, ask about it, and let the house follow."""
    order.refresh_from_db()
    assert order.shipment is not None
    world = market.sandbox.world
    world.move(world.find(order.number), MoveOrder(to=Move(to), **options))
    list(poll_now([order.shipment.pk]))
    drain(with_sweeps=False)
    order.refresh_from_db()
    return order


def copy_orders(order: Order, count: int, **columns: Any) -> list[Order]:
    """More orders like this one, with these columns: rows only, without stock, money or counts.

    A copy on its way gets a shipment of its own.
    """
    known = Order.objects.count()
    copies = []
    for number in range(known, known + count):
        shipment = order.shipment
        if shipment is not None:
            shipment = Shipment.objects.get(pk=shipment.pk)
            shipment.pk, shipment.reference, shipment.awb = None, f"COPY{number}", f"9{number:012d}"
            shipment.save(force_insert=True)
        copy = Order.objects.get(pk=order.pk)
        values = {"pk": None, "number": f"COPY{number}", "request_key": None, "shipment": shipment, **columns}
        for name, value in values.items():
            setattr(copy, name, value)
        copy.save(force_insert=True)
        copies.append(copy)
    return copies


@arranged
def siti_goods(siti_shop: Shop, siti_warehouse: Warehouse) -> Product:
    """What she sells in the market, by JNE."""
    switch_on(siti_shop.partner, Courier.objects.get(code="jne"))
    return make_product(siti_shop.partner)


@pytest.fixture
def market(
    siti_partner: Partner,
    siti_warehouse: Warehouse,
    couriers: dict[str, Courier],
    siti_goods: Product,
    jne_answers: SandboxServer,
) -> Market:
    return Market(siti_partner, siti_warehouse, siti_goods, jne_answers)
