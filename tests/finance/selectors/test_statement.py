from datetime import date, datetime

from django.db.models import Sum
from time_machine import TimeMachineFixture

from accounts.models import Partner
from finance.models import Account, Posting
from finance.selectors.statement import (
    Period,
    month_period,
    months_of,
    statement,
    withdrawal_period,
)
from finance.states import AccountKind, EntryKind
from komship.lib import clock
from tests.factories.finance import fund
from tests.factories.money_story import live_through

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def in_jakarta(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=clock.JAKARTA)  # type: ignore[misc,arg-type]


def two_months(partner: Partner, time_machine: TimeMachineFixture) -> None:
    for tag, at in (("a", in_jakarta(2026, 11, 30, 23, 59)), ("b", in_jakarta(2026, 12, 1, 0, 0))):
        time_machine.move_to(at, tick=False)
        live_through(partner, tag)


def test_months_equal_the_ledger_and_join(siti_partner: Partner, time_machine: TimeMachineFixture) -> None:
    two_months(siti_partner, time_machine)

    november, december = (statement(siti_partner.pk, month_period(month)) for month in (NOVEMBER, DECEMBER))
    for before, after in zip(november.purses, december.purses, strict=True):
        assert (before.opening_rp, before.closing_rp) == (0, after.opening_rp)
        account = Account.objects.for_partner(siti_partner.pk).get(kind=after.kind)
        posted = Posting.objects.filter(account=account).aggregate(total=Sum("amount_rp"))["total"]
        assert after.closing_rp == account.balance_rp == posted
        assert before.adds_up
        assert after.adds_up
    assert november.adds_up
    assert december.adds_up
    assert november.changed_rp == sum(source.amount_rp for source in november.sources)


def test_every_kind_is_told_once(siti_partner: Partner, time_machine: TimeMachineFixture) -> None:
    two_months(siti_partner, time_machine)

    found = statement(siti_partner.pk, month_period(NOVEMBER))
    amounts = {move.kind: (move.entries, move.amount_rp) for move in found.available.movements}
    # Three deliveries, of which one was taken back.
    assert amounts[EntryKind.COD_SETTLEMENT] == (4, 2 * 100_308)
    assert amounts[EntryKind.TOP_UP][1] == 250_000
    assert amounts[EntryKind.WITHDRAWAL] == (1, -50_000)
    assert EntryKind.WITHDRAWAL_PAID not in amounts
    assert {purse.kind for purse in found.others} == {
        AccountKind.SELLER_HELD,
        AccountKind.SELLER_WITHDRAWING,
        AccountKind.SELLER_POINTS,
    }
    sources = {source.code: source.amount_rp for source in found.sources}
    assert (sources["courier:cod_receivable"], sources["bank"]) == (2 * 114_000, -50_000)


def test_a_withdrawals_statement_begins_after_the_one_before(
    siti_partner: Partner, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(in_jakarta(2026, 11, 20, 10, 0), tick=False)
    first = live_through(siti_partner, "a")
    time_machine.move_to(in_jakarta(2026, 11, 21, 10, 0), tick=False)
    second = live_through(siti_partner, "b")

    one, two = (statement(siti_partner.pk, withdrawal_period(withdrawal)) for withdrawal in (first, second))
    assert one.available.opening_rp == 0
    assert one.available.closing_rp == two.available.opening_rp
    assert two.available.movements[-1].amount_rp
    for found in (one, two):
        assert found.adds_up
        moved = {move.kind: move.entries for move in found.available.movements}
        assert moved[EntryKind.WITHDRAWAL] == 1


def test_nothing_yet(siti_partner: Partner, rina_partner: Partner) -> None:
    fund(rina_partner, 10_000)

    found = statement(siti_partner.pk, Period(clock.wib_moment(NOVEMBER), clock.now()))
    assert (found.available.opening_rp, found.available.closing_rp, found.sources) == (0, 0, ())
    assert found.adds_up


def test_months_since_the_first_posting(siti_partner: Partner, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(in_jakarta(2026, 10, 31, 23, 59))
    assert months_of(siti_partner.pk) == [date(2026, 10, 1)]
    fund(siti_partner, 10_000)
    time_machine.move_to(in_jakarta(2027, 1, 1, 0, 1))

    assert months_of(siti_partner.pk) == [date(2027, 1, 1), DECEMBER, NOVEMBER, date(2026, 10, 1)]
