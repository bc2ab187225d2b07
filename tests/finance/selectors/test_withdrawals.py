from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from finance.models import Withdrawal
from finance.selectors.withdrawals import (
    open_withdrawal,
    withdrawal_check,
    withdrawal_detail,
    withdrawal_page,
)
from finance.services import cancel_withdrawal
from komship.lib.errors import NotFound
from tests.factories.finance import WATI, fund, make_withdrawal


@pytest.fixture
def two(siti_partner: Partner) -> list[Withdrawal]:
    """An old cancelled one and an open one, at the edges of a Jakarta day."""
    with time_machine.travel(datetime(2026, 10, 31, 16, 59, tzinfo=UTC)):
        old = cancel_withdrawal(make_withdrawal(siti_partner).pk, actor=WATI)
    with time_machine.travel(datetime(2026, 10, 31, 17, 0, tzinfo=UTC)):
        return [old, make_withdrawal(siti_partner)]


def test_newest_first(two: list[Withdrawal], siti_partner: Partner) -> None:
    page = withdrawal_page(siti_partner.pk)

    assert (list(page.rows), page.total) == ([two[1], two[0]], 2)
    assert list(withdrawal_page(siti_partner.pk, offset=1, limit=1).rows) == [two[0]]


@pytest.mark.parametrize(
    ("since", "until", "which"),
    [(date(2026, 11, 1), None, [1]), (None, date(2026, 10, 31), [0]), (date(2026, 11, 2), None, [])],
)
def test_periods(
    two: list[Withdrawal], siti_partner: Partner, since: date | None, until: date | None, which: list[int]
) -> None:
    page = withdrawal_page(siti_partner.pk, since=since, until=until)

    assert (list(page.rows), page.total) == ([two[index] for index in which], len(which))


def test_the_one_before(two: list[Withdrawal], siti_partner: Partner) -> None:
    assert withdrawal_detail(siti_partner.pk, two[1].pk) == (two[1], two[0])
    assert withdrawal_detail(siti_partner.pk, two[0].pk) == (two[0], None)


def test_another_sellers_is_not_found(two: list[Withdrawal], rina_partner: Partner) -> None:
    with pytest.raises(NotFound):
        withdrawal_detail(rina_partner.pk, two[0].pk)
    assert withdrawal_page(rina_partner.pk).total == 0


def test_the_open_one(two: list[Withdrawal], siti_partner: Partner, rina_partner: Partner) -> None:
    assert open_withdrawal(siti_partner.pk) == two[1]
    assert open_withdrawal(rina_partner.pk) is None


@pytest.mark.parametrize(
    ("amount_rp", "possible"), [(9_999, False), (10_000, True), (50_000, True), (50_001, False)]
)
def test_the_check(siti_partner: Partner, amount_rp: int, possible: bool) -> None:
    fund(siti_partner, 50_000)

    assert withdrawal_check(siti_partner.pk, amount_rp).is_possible is possible


def test_three_queries_for_a_page(
    two: list[Withdrawal], siti_partner: Partner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        assert [row.user.username for row in withdrawal_page(siti_partner.pk).rows] == ["siti", "siti"]
