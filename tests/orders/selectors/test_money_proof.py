"""Orders against the money finance keeps of them: right all the way, and wrong where somebody made it so."""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from finance.ports import ProofRule
from finance.selectors.proof import whole_proof
from komship.core.models import EventDelivery
from orders.models import Order
from orders.selectors import money_proof
from orders.services.delete_order import delete_order
from shipping.models import Shipment
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.services import poll_now
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel


def broken() -> dict[str, tuple[str, ...]]:
    with transaction.atomic():
        return {check.name: check.offenders for check in whole_proof().broken}


@pytest.mark.parametrize(
    "way", [("delivered",), ("problem", "delivered"), ("returning", "returned"), ("lost",)]
)
def test_an_order_is_true_at_every_step(market: Market, way: tuple[str, ...]) -> None:
    order = market.packed()
    for step in ("picked_up", *way):
        order = move_parcel(market, order, step)
        assert not broken(), step


def test_deleted_and_cancelled_orders_are_true(market: Market) -> None:
    fund(market.partner, 100_000)
    delete_order(market.partner.pk, market.transfer_order().pk, actor=market.actor)
    move_parcel(market, market.packed(market.transfer_order()), "cancelled")

    assert not broken()


def test_a_payout_may_be_awaited_and_on_its_way(market: Market) -> None:
    """Delivered, but the settlement waits for the courier, and then for whoever handles that news."""
    order = move_parcel(market, market.packed_by_shipper(), "delivered")
    assert not broken()

    world = market.sandbox.world
    world.move(world.find(order.number), MoveOrder(to=Move.PAID))
    list(poll_now([Shipment.objects.get().pk]))
    assert not Shipment.objects.get().awaits_payout
    assert not broken()

    EventDelivery.objects.filter(handler="orders.cod_paid_out").update(state=EventDelivery.State.PARKED)
    assert broken()[money_proof.SAME_STAGE.name] == (f"{order.number}: order delivered, money in_transit",)


@dataclass(frozen=True)
class Fault:
    kind: str
    sql: str
    rule: ProofRule
    offender: str


FAULTS = (
    Fault(
        "an order without money",
        "DELETE FROM finance_parcelmoney",
        money_proof.HAVE_MONEY,
        "{number}",
    ),
    Fault(
        "money without an order",
        "UPDATE finance_parcelmoney SET reference = 'KOM9'",
        money_proof.HAVE_MONEY,
        "KOM9",
    ),
    Fault(
        "an order that was changed and its money was not",
        "UPDATE orders_order SET total_rp = total_rp + 1, net_rp = net_rp + 1",
        money_proof.SAME_TERMS,
        "{number}",
    ),
    Fault(
        "a terminal order whose money stayed behind",
        "UPDATE finance_parcelmoney SET stage = 'in_transit'",
        money_proof.SAME_STAGE,
        "{number}: order delivered, money in_transit",
    ),
    Fault(
        "a deleted order that keeps its money",
        "UPDATE orders_order SET deleted_at = now(), status = 'created'",
        money_proof.SAME_STAGE,
        "{number}: order created, money delivered",
    ),
    Fault(
        "a return that is home and was not charged",
        "UPDATE orders_order SET status = 'returned', return_state = 2",
        money_proof.SAME_STAGE,
        "{number}: order returned, money delivered",
    ),
)


@pytest.fixture
def delivered(market: Market) -> Order:
    order = market.packed()
    return move_parcel(market, move_parcel(market, order, "picked_up"), "delivered")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.kind)
def test_each_fault_is_found(delivered: Order, fault: Fault) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(fault.sql)

    assert fault.offender.format(number=delivered.number) in broken()[fault.rule.name]
