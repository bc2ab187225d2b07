from datetime import timedelta

import pytest
import time_machine

from komship.core.models import AuditEntry
from komship.lib import clock
from orders.errors import OrderNotChangeable, ReturnCheckNotFound
from orders.models import Order
from orders.services.undo_return_check import undo_return_check
from products.errors import PiecesPromised
from tests.factories.accounts import Shop
from tests.factories.finance import assert_proven, fund, purse
from tests.factories.orders import Market, move_parcel
from tests.orders.services.test_check_in_return import check_in
from tests.orders.services.test_check_in_return import returned as returned


def test_as_if_nothing_had_been_unpacked(market: Market, returned: Order) -> None:
    check = check_in(market, returned)

    undo_return_check(market.partner.pk, check.pk, actor=market.actor)
    undo_return_check(market.partner.pk, check.pk, actor=market.actor)

    returned.refresh_from_db()
    assert (returned.return_state, returned.return_checked_at) == (2, None)
    assert (market.stock.on_hand, market.stock.sold) == (8, 2)
    assert purse(market.partner)[0] == -9_000
    assert AuditEntry.objects.filter(action="order.return_check_undone").count() == 1
    assert check_in(market, returned, 1, 1) != check
    assert market.stock.on_hand == 9


def test_a_charge_it_caused_is_reversed(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returning")
    check = check_in(market, order)

    undo_return_check(market.partner.pk, check.pk, actor=market.actor)

    order.refresh_from_db()
    assert order.return_state == 1
    assert purse(market.partner) == (0, 0, 0)
    move_parcel(market, order, "returned")
    assert purse(market.partner) == (-9_000, 0, 0)
    assert_proven()


def test_what_the_courier_brought_meanwhile_stays_charged(market: Market) -> None:
    order = move_parcel(market, market.packed(), "returning")
    check = check_in(market, order)
    move_parcel(market, order, "returned")
    undo_return_check(market.partner.pk, check.pk, actor=market.actor)
    order.refresh_from_db()
    assert order.return_state == 2
    assert purse(market.partner) == (-9_000, 0, 0)


def test_only_on_the_same_day(market: Market, returned: Order) -> None:
    check = check_in(market, returned)
    with time_machine.travel(clock.now() + timedelta(days=1)), pytest.raises(OrderNotChangeable):
        undo_return_check(market.partner.pk, check.pk, actor=market.actor)
    assert market.stock.on_hand == 10


def test_not_when_the_pieces_are_promised_again(market: Market, returned: Order) -> None:
    check = check_in(market, returned)
    fund(market.partner, 20_000)
    market.order(quantity=9)
    with pytest.raises(PiecesPromised):
        undo_return_check(market.partner.pk, check.pk, actor=market.actor)
    check.refresh_from_db()
    assert check.undone_at is None


def test_checks_of_others_do_not_exist(market: Market, returned: Order, rina_shop: Shop) -> None:
    check = check_in(market, returned)
    with pytest.raises(ReturnCheckNotFound):
        undo_return_check(rina_shop.partner.pk, check.pk, actor=market.actor)
