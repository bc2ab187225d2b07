import pytest

from komship.core.drain import drain
from orders.errors import ImportBusy, ImportNotFound, NothingToCheck
from orders.services.recheck_order_import import recheck_order_import
from orders.states import ImportRowState
from products.models import Stock
from tests.factories.order_sheets import ayu_buys, checked_file, rows_of_import, sent_file, stored_file
from tests.factories.orders import Market


def test_what_was_put_right_in_the_world_is_seen(market: Market) -> None:
    work = checked_file(market, ayu_buys(market), ayu_buys(market, quantity="11"))
    Stock.objects.update(on_hand=20)
    recheck_order_import(market.partner.pk, work.pk, actor=market.actor)
    assert {row.state for row in rows_of_import(work)} == {ImportRowState.WAITING}
    drain(with_sweeps=False)
    assert {row.state for row in rows_of_import(work)} == {ImportRowState.READY}


def test_not_while_somebody_is_at_it(market: Market) -> None:
    work = sent_file(market, ayu_buys(market))
    with pytest.raises(ImportBusy):
        recheck_order_import(market.partner.pk, work.pk, actor=market.actor)


def test_stored_orders_are_left_alone(market: Market) -> None:
    work = stored_file(market, ayu_buys(market))
    with pytest.raises(NothingToCheck):
        recheck_order_import(market.partner.pk, work.pk, actor=market.actor)


def test_of_another_seller(market: Market) -> None:
    work = checked_file(market, ayu_buys(market))
    with pytest.raises(ImportNotFound):
        recheck_order_import(market.partner.pk + 1, work.pk, actor=market.actor)
