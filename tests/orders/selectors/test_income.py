from datetime import timedelta

from finance.states import PaymentMethod
from komship.lib import clock
from orders.selectors.income import method_income, turnover_days
from tests.factories.finance import fund
from tests.factories.orders import Market, copy_orders, move_parcel

COD, TRANSFER = PaymentMethod.COD, PaymentMethod.BANK_TRANSFER


def test_shares_count_by_date_and_money_by_arrival(market: Market) -> None:
    fund(market.partner, 100_000)
    today = clock.today()
    arrived = move_parcel(market, market.packed(), "delivered")
    copy_orders(arrived, 1, status="returned")
    copy_orders(arrived, 1, ordered_on=today - timedelta(days=9))
    copy_orders(arrived, 1, status="cancelled")
    market.transfer_order()

    found = method_income(market.partner.pk, COD, today, today)

    assert (found.shares.orders, found.shares.of_method) == (3, 2)
    shares = found.shares
    assert (shares.method_percent, shares.delivered_percent, shares.returned_percent) == (67, 50, 50)
    # Copies have no money.
    assert (found.income.parcels, found.income.net_rp) == (1, arrived.net_rp)
    transfer = method_income(market.partner.pk, TRANSFER, today, today)
    assert (transfer.shares.method_percent, transfer.income.parcels) == (33, 0)
    before = today - timedelta(days=30)
    empty = method_income(market.partner.pk, COD, before, before).shares
    assert (empty.method_percent, empty.delivered_percent) == (0, 0)


def test_turnover_of_every_day_without_returns(market: Market) -> None:
    fund(market.partner, 100_000)
    today = clock.today()
    order = market.packed()
    market.transfer_order()
    copy_orders(order, 2, ordered_on=today - timedelta(days=2))
    copy_orders(order, 1, status="returned")

    days = turnover_days(market.partner.pk, today - timedelta(days=2), today)

    assert [day.orders for day in days] == [2, 0, 2]
    assert days[0].turnover_rp == 2 * order.total_rp
    cod = turnover_days(market.partner.pk, today, today, method=COD)
    assert [(day.orders, day.turnover_rp) for day in cod] == [(1, order.total_rp)]
