from datetime import date, datetime

import pytest
from time_machine import TimeMachineFixture

from accounts.models import Partner
from finance.selectors.income import IncomeDay, income, income_days, income_totals, return_cost
from finance.services import deliver_parcel, receive_return, start_return
from finance.states import PaymentMethod
from komship.lib import clock
from tests.factories.finance import cod_terms, fund, shipped, transfer_terms

NET = 100_308
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=clock.JAKARTA)


def at(day: int, hour: int = 12, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=clock.JAKARTA)


@pytest.fixture
def autumn(siti_partner: Partner, time_machine: TimeMachineFixture) -> Partner:
    """Arrivals on the edges of seven and thirty days, long ago, and one that came back after all."""
    time_machine.move_to(at(1, month=9))
    fund(siti_partner, 100_000)
    moments = [at(28), at(22, 0), at(21, 23), at(1, 5, month=10), at(27)]
    for number, moment in enumerate(moments):
        shipped(cod_terms(siti_partner, f"COD{number}"))
        deliver_parcel(f"COD{number}", delivered_at=moment)
    start_return("COD4")
    receive_return("COD4", received_at=at(28))
    shipped(transfer_terms(siti_partner, "TF"))
    deliver_parcel("TF", delivered_at=at(28))
    time_machine.move_to(NOW)
    return siti_partner


def test_totals(autumn: Partner, rina_partner: Partner) -> None:
    totals = income_totals(autumn.pk)
    transfer = 114_000 - 10_500

    assert totals.last_seven_rp == 2 * NET + transfer
    assert totals.last_thirty_rp == 3 * NET + transfer
    assert totals.total_rp == 4 * NET + transfer
    # The return saved shipping as well.
    assert totals.cashback_rp == 6 * 3_500
    assert income_totals(rina_partner.pk).total_rp == 0


def test_a_period_by_method(autumn: Partner) -> None:
    found = income(autumn.pk, PaymentMethod.COD, date(2026, 11, 22), date(2026, 11, 28))

    assert (found.parcels, found.gross_rp, found.net_rp) == (2, 228_000, 2 * NET)
    assert (found.cod_fee_rp, found.shipping_net_rp) == (2 * 3_192, 2 * 10_500)
    assert found.net_rp == found.gross_rp - found.cod_fee_rp - found.shipping_net_rp
    nothing = income(autumn.pk, PaymentMethod.COD, date(2027, 1, 1), date(2027, 1, 2))
    assert (nothing.parcels, nothing.gross_rp) == (0, 0)


def test_days_are_jakartas(autumn: Partner) -> None:
    days = income_days(autumn.pk, date(2026, 11, 20), date(2026, 11, 28), method=PaymentMethod.COD)

    assert days == [
        IncomeDay(date(2026, 11, 21), 1, 114_000, NET),
        IncomeDay(date(2026, 11, 22), 1, 114_000, NET),
        IncomeDay(date(2026, 11, 28), 1, 114_000, NET),
    ]
    both = income_days(autumn.pk, date(2026, 11, 28), date(2026, 11, 28))
    assert [(day.parcels, day.gross_rp) for day in both] == [(2, 228_000)]


def test_returns_cost(autumn: Partner) -> None:
    found = return_cost(autumn.pk, date(2026, 11, 28), date(2026, 11, 28))
    assert (found.parcels, found.cost_rp) == (1, 10_500)
    assert return_cost(autumn.pk, date(2026, 11, 1), date(2026, 11, 27)).parcels == 0
