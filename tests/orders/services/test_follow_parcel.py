"""The main job end to end, service by service: from a typed order to money."""

import json

import pytest

from finance.models import ParcelMoney
from finance.selectors.balances import five_numbers
from komship.core.drain import drain
from komship.demo.checks import all_checks
from orders.services.follow_parcel import follow_parcel
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, ScanRow
from shipping.services import poll_now
from tests.factories.finance import assert_proven, fund, purse
from tests.factories.orders import Market, move_parcel
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import drain_later


def test_an_airway_bill_makes_the_order_ready(market: Market) -> None:
    order = market.packed()
    assert order.status == "packing"
    assert order.shipment is not None
    assert ParcelMoney.objects.get().cnote == order.shipment.awb
    assert [(row.before, row.after) for row in order.history.order_by("id")] == [
        ("", "created"),
        ("created", "booking"),
        ("booking", "packing"),
    ]


def test_the_ledger_shows_the_status_as_it_moves(market: Market) -> None:
    order = market.packed()
    words = [ParcelMoney.objects.get().order_status_text]
    for to in ("picked_up", "returning"):
        order = move_parcel(market, order, to)
        words.append(ParcelMoney.objects.get().order_status_text)
    assert words == ["Dipacking", "Dikirim", "Retur"]


def test_the_first_scan_takes_the_pieces(market: Market) -> None:
    order = move_parcel(market, market.packed(), "picked_up")
    assert order.status == "shipped"
    assert (market.stock.on_hand, market.stock.reserved, market.stock.sold) == (8, 0, 2)
    assert ParcelMoney.objects.get().stage == "in_transit"


def test_delivered_cod_becomes_balance(market: Market) -> None:
    order = move_parcel(market, market.packed(), "delivered")
    assert order.status == "delivered"
    assert order.shipment is not None
    assert purse(market.partner) == (order.net_rp, 0, 0)
    last = order.history.order_by("id").last()
    assert last is not None
    assert last.happened_at == order.shipment.delivered_at
    assert_proven()


def test_a_delivered_transfer_order_costs_its_shipping(market: Market) -> None:
    fund(market.partner, 20_000)
    move_parcel(market, market.packed(market.transfer_order()), "delivered")
    assert purse(market.partner) == (11_000, 0, 0)
    assert_proven()


def test_a_return_is_charged_when_it_is_home(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returning")
    assert (order.status, order.return_state) == ("returned", 1)
    assert purse(market.partner) == (0, 0, 0)
    order = move_parcel(market, order, "returned")
    assert (order.status, order.return_state) == ("returned", 2)
    assert purse(market.partner) == (-9_000, 0, 0)
    assert_proven()


@pytest.mark.parametrize("end", ["lost", "damaged"])
def test_lost_and_damaged_are_shown_as_such(market: Market, end: str) -> None:
    order = move_parcel(market, market.packed(), end)
    assert (order.status, order.is_problem) == (end, True)
    assert purse(market.partner) == (0, 0, 0)
    assert_proven()


def test_a_problem_is_flagged_and_cleared(market: Market) -> None:
    order = move_parcel(market, market.packed(), "problem")
    assert (order.status, order.is_problem) == ("shipped", True)
    assert ParcelMoney.objects.get().is_problem
    order = move_parcel(market, order, "delivered")
    assert (order.status, order.is_problem) == ("delivered", False)
    assert not ParcelMoney.objects.get().is_problem


def test_following_again_changes_nothing(market: Market) -> None:
    order = move_parcel(market, market.packed(), "delivered")
    before = (purse(market.partner), order.history.count(), order.updated_at)
    follow_parcel(order.number)
    order.refresh_from_db()
    assert (purse(market.partner), order.history.count(), order.updated_at) == before


def test_unknown_and_unsent_orders_are_left_alone(market: Market) -> None:
    order = market.order()
    follow_parcel(order.number)
    follow_parcel("KOM000")
    order.refresh_from_db()
    assert order.status == "created"


def test_a_refused_booking_comes_back_with_its_reason(market: Market) -> None:
    order = market.order()
    order.origin_code = "CGK10100"
    order.save(update_fields=["origin_code"])
    market.ask_pickup(order)
    drain()
    order.refresh_from_db()
    assert order.status == "created"
    assert order.booking_note
    assert (market.stock.reserved, market.stock.on_hand) == (2, 10)


def test_a_booking_whose_answer_is_lost_waits_visibly(market: Market) -> None:
    order = market.ask_pickup(market.order())
    break_next(market.sandbox, FaultKind.LOST_ANSWER)
    drain()
    order.refresh_from_db()
    assert order.shipment is not None
    assert (order.status, order.shipment.booking_state) == ("booking", "unknown")
    assert requests_to(market.sandbox, Endpoint.PICKUP) == 1


# ---- couriers that tell payout apart from delivery ---------------------------------------


def test_an_order_waits_until_the_airway_bill_is_there(market: Market) -> None:
    """Shipper's order number is no airway bill: nobody may print a label yet."""
    market.sandbox.world.awb_delay_s = 120
    order = market.ask_pickup(market.cod_courier_order())
    drain()
    order.refresh_from_db()
    assert order.shipment is not None
    assert (order.status, order.shipment.booking_state, order.shipment.awb) == ("booking", "accepted", None)

    drain_later(minutes=5)
    order.refresh_from_db()
    assert order.status == "packing"
    assert ParcelMoney.objects.get().cnote == Shipment.objects.get().awb


def test_delivered_without_payout_is_delivered_and_unpaid(market: Market) -> None:
    order = move_parcel(market, market.packed_by_shipper(), "delivered")

    assert order.status == "delivered"
    assert purse(market.partner) == (0, 0, 0)
    numbers = five_numbers(market.partner.pk)
    assert (numbers.pending_rp, numbers.expected_income_rp) == (order.net_rp, order.net_rp)
    assert order.shipment is not None
    assert order.shipment.awaits_payout
    assert order.shipment.next_poll_at is not None
    assert not [check for check in all_checks() if not check.holds]


def test_the_payout_is_credited_once(market: Market) -> None:
    order = move_parcel(market, market.packed_by_shipper(), "delivered")
    order = move_parcel(market, order, "paid")

    assert order.status == "delivered"
    assert purse(market.partner) == (order.net_rp, 0, 0)
    assert five_numbers(market.partner.pk).pending_rp == 0
    money = ParcelMoney.objects.get()
    assert order.shipment is not None
    assert (money.stage, money.delivered_at) == ("delivered", order.shipment.delivered_at)
    assert order.shipment.next_poll_at is None
    follow_parcel(order.number)
    follow_parcel(order.number)
    assert purse(market.partner) == (order.net_rp, 0, 0)
    assert order.history.filter(after="delivered").count() == 1
    assert not [check for check in all_checks() if not check.holds]


def test_delivery_and_payout_in_one_answer(market: Market) -> None:
    order = move_parcel(market, market.packed_by_shipper(), "paid")

    assert order.status == "delivered"
    assert purse(market.partner) == (order.net_rp, 0, 0)
    assert order.history.filter(after="delivered").count() == 1
    assert_proven()


def test_a_payout_after_a_return_moves_nothing(market: Market) -> None:
    """The parcel came back and the courier says it paid: a person has to ask which is true."""
    order = move_parcel(market, market.packed_by_shipper(), "returned")
    world = market.sandbox.world
    world.scan(world.find(order.number), ScanRow(world.now(), "2000", "Delivered"))
    assert order.shipment is not None
    list(poll_now([order.shipment.pk]))
    drain()

    order.refresh_from_db()
    assert order.status == "returned"
    assert purse(market.partner) == (-order.shipping_rp + order.cashback_rp, 0, 0)
    assert Shipment.objects.get().needs_look
    assert_proven()


def test_what_a_courier_with_its_own_codes_is_told(market: Market) -> None:
    order = market.packed_by_shipper()

    sent = json.loads(market.sandbox.world.find(order.number).fields["body"])
    assert sent["external_id"] == order.number
    assert sent["courier"]["cod_amount"] == order.total_rp
    side = sent["package"]["height"]
    pieces = 2 * market.product.length_cm * market.product.width_cm * market.product.height_cm
    assert (side - 1) ** 3 < max(pieces, 1) <= side**3
