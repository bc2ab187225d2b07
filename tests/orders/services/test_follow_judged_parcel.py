"""What an order does when a person of ops has judged its parcel."""

import pytest

from finance.selectors.balances import five_numbers
from komship.core.audit import Actor
from komship.core.drain import drain
from orders.models import Order
from orders.services.follow_parcel import OPS, follow_parcel
from orders.services.undo_return_check import undo_return_check
from shipping.models import Shipment, TrackingEvent
from shipping.services import Verdict, settle_parcel
from shipping.states import ShipmentStatus as S
from tests.factories.finance import assert_proven, fund, purse
from tests.factories.orders import Market, move_parcel
from tests.orders.services.test_check_in_return import check_in

WATI = Actor(user_id=None, label="wati", channel="admin")


def judge(order: Order, status: S) -> Order:
    assert order.shipment is not None
    seen = TrackingEvent.objects.filter(shipment=order.shipment).count()
    order.shipment.refresh_from_db()
    verdict = Verdict(status=status, reason="Kata kurir", status_seen=order.shipment.status, scans_seen=seen)
    settle_parcel(order.shipment.pk, verdict, actor=WATI)
    drain()
    assert_proven()
    return Order.objects.select_related("shipment").get(pk=order.pk)


def shelf(market: Market) -> tuple[int, int, int]:
    return (market.stock.on_hand, market.stock.reserved, market.stock.sold)


def test_delivered_was_a_return(market: Market) -> None:
    order = move_parcel(market, market.packed(), "delivered")
    assert purse(market.partner) == (order.net_rp, 0, 0)

    order = judge(order, S.RETURN_RECEIVED)

    assert (order.status, order.return_state) == ("returned", 2)
    assert purse(market.partner) == (-9_000, 0, 0)
    last = order.history.order_by("id").last()
    assert last is not None
    assert (last.before, last.after, last.actor_label) == ("delivered", "returned", OPS)


def test_a_return_was_delivered(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returned")
    order = judge(order, S.DELIVERED)
    assert (order.status, order.return_state) == ("delivered", 0)
    assert purse(market.partner) == (order.net_rp, 0, 0)


def test_a_return_is_still_under_way(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returned")
    order = judge(order, S.RETURN_IN_TRANSIT)
    assert (order.status, order.return_state) == ("returned", 1)
    assert purse(market.partner) == (0, 0, 0)


def test_what_the_seller_unpacked_has_arrived(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returned")
    check_in(market, order)
    order = judge(order, S.RETURN_IN_TRANSIT)
    assert order.return_state == 2
    assert purse(market.partner) == (-9_000, 0, 0)


def test_delivered_was_lost(market: Market) -> None:
    order = judge(move_parcel(market, market.packed(), "delivered"), S.LOST)
    assert (order.status, order.is_problem) == ("lost", True)
    assert purse(market.partner) == (0, 0, 0)


def test_a_lost_parcel_was_found(market: Market) -> None:
    order = judge(move_parcel(market, market.packed(), "lost"), S.OUT_FOR_DELIVERY)
    assert (order.status, order.is_problem) == ("shipped", False)
    numbers = five_numbers(market.partner.pk)
    assert (numbers.pending_rp, numbers.pending_on_problem_rp) == (order.net_rp, 0)


@pytest.mark.parametrize("sent", ["picked_up", "returning"])
def test_cancelled_on_the_road_gives_everything_back(market: Market, sent: str) -> None:
    fund(market.partner, 20_000)
    order = move_parcel(market, market.packed(market.transfer_order()), sent)
    assert purse(market.partner) == (11_000, 0, 0)

    order = judge(order, S.CANCELLED)

    assert order.status == "cancelled"
    assert purse(market.partner) == (20_000, 0, 0)
    assert shelf(market) == (10, 0, 0)


def test_a_cancelled_parcel_travels_all_the_same(market: Market) -> None:
    fund(market.partner, 20_000)
    order = move_parcel(market, market.packed(market.transfer_order()), "picked_up")
    order = judge(judge(order, S.CANCELLED), S.IN_TRANSIT)

    assert order.status == "shipped"
    assert purse(market.partner) == (11_000, 0, 0)
    assert shelf(market) == (8, 0, 2)


def test_cancelled_twice_gives_back_once_each_time(market: Market) -> None:
    order = move_parcel(market, market.packed(), "picked_up")
    for status in (S.CANCELLED, S.IN_TRANSIT, S.CANCELLED):
        order = judge(order, status)
    assert order.status == "cancelled"
    assert shelf(market) == (10, 0, 0)


def test_a_return_she_unpacked_was_no_parcel_at_all(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returning")
    check = check_in(market, order, 1, 1)

    order = judge(order, S.CANCELLED)

    assert (order.status, purse(market.partner)) == ("cancelled", (0, 0, 0))
    assert shelf(market) == (10, 0, 0)
    undo_return_check(market.partner.pk, check.pk, actor=market.actor)
    assert shelf(market) == (10, 0, 0)


def test_what_she_unpacked_is_home_when_it_is_a_return_again(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returning")
    check = check_in(market, order)
    order = judge(judge(order, S.DELIVERED), S.RETURN_IN_TRANSIT)
    assert (order.return_state, purse(market.partner)) == (2, (-9_000, 0, 0))
    undo_return_check(market.partner.pk, check.pk, actor=market.actor)
    order.refresh_from_db()
    assert (order.return_state, purse(market.partner)) == (1, (0, 0, 0))


def test_following_again_changes_nothing(market: Market) -> None:
    order = judge(move_parcel(market, market.packed(), "delivered"), S.RETURN_RECEIVED)
    lines = order.history.count()
    follow_parcel(order.number)
    assert order.history.count() == lines
    assert purse(market.partner) == (-9_000, 0, 0)


@pytest.fixture
def unpaid(market: Market) -> Order:
    """Delivered, and the courier still has the buyer's money."""
    order = move_parcel(market, market.packed_by_shipper(), "delivered")
    assert order.shipment is not None
    assert order.shipment.awaits_payout
    return order


def test_an_unpaid_delivery_was_a_return(market: Market, unpaid: Order) -> None:
    order = judge(unpaid, S.RETURN_RECEIVED)
    assert order.shipment is not None
    assert (order.status, order.shipment.awaits_payout) == ("returned", False)
    assert purse(market.partner) == (order.cashback_rp - order.shipping_rp, 0, 0)


def test_who_vouches_for_a_delivery_vouches_for_its_payout(market: Market, unpaid: Order) -> None:
    Shipment.objects.update(needs_look=True)
    order = judge(unpaid, S.DELIVERED)
    assert order.shipment is not None
    assert (order.shipment.awaits_payout, order.shipment.needs_look) == (False, False)
    assert purse(market.partner) == (order.net_rp, 0, 0)
    move_parcel(market, order, "paid")
    assert purse(market.partner) == (order.net_rp, 0, 0)
