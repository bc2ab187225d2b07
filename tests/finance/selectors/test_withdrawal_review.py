import pytest

from accounts.models import Partner
from finance.selectors.transactions import TransactionTable
from finance.selectors.withdrawal_review import (
    OpsFilter,
    latest_withdrawal,
    ops_withdrawal_page,
    ops_withdrawals,
    orders_behind,
    transactions_behind,
    waiting_line,
    withdrawal_figures,
    withdrawal_for_ops,
)
from finance.services import complete_withdrawal, deliver_parcel, reject_withdrawal
from finance.states import WithdrawalStatus
from komship.lib import clock
from komship.lib.errors import NotFound
from tests.factories.finance import WATI, cod_terms, fund, make_approved, make_withdrawal, shipped


def test_figures_of_one_that_waits_follow_the_balance(siti_partner: Partner) -> None:
    fund(siti_partner, 30_000)
    withdrawal = make_withdrawal(siti_partner)
    fund(siti_partner, 1_000)

    figures = withdrawal_figures(withdrawal)

    assert (figures.beginning_rp, figures.current_rp, figures.after_rp) == (0, 81_000, 31_000)


def test_figures_of_one_that_is_over_stay(siti_partner: Partner) -> None:
    fund(siti_partner, 30_000)
    first = make_approved(siti_partner)
    complete_withdrawal(first.pk, actor=WATI)
    fund(siti_partner, 1_000)
    second = make_withdrawal(siti_partner, 20_000)

    first.refresh_from_db()
    assert withdrawal_figures(first).after_rp == 30_000
    figures = withdrawal_figures(second)
    assert (figures.previous, figures.beginning_rp, figures.after_rp) == (first, 30_000, 31_000)


def test_what_stands_between_two_requests(siti_partner: Partner) -> None:
    reject_withdrawal(make_withdrawal(siti_partner).pk, actor=WATI, note="nama beda")
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    second = make_withdrawal(siti_partner, 20_000)
    fund(siti_partner, 5)

    rows = TransactionTable(siti_partner.pk, transactions_behind(second))[:10]

    assert [row.kind for row in rows] == ["top_up", "cod_settlement", "withdrawal_returned"]
    assert rows[0].balance_after_rp == withdrawal_figures(second).current_rp - 5
    assert [row.reference for row in orders_behind(second)] == ["KOM1"]


def test_ops_find_by_seller_number_and_status(siti_partner: Partner, rina_partner: Partner) -> None:
    hers, other = make_withdrawal(siti_partner), make_withdrawal(rina_partner)

    assert list(ops_withdrawals(OpsFilter())) == [other, hers]
    assert list(ops_withdrawals(OpsFilter(search="SITI@"))) == [hers]
    assert not ops_withdrawals(OpsFilter(statuses=[WithdrawalStatus.COMPLETED]))
    today = clock.today()
    assert len(ops_withdrawals(OpsFilter(since=today, until=today))) == 2
    page = ops_withdrawal_page(OpsFilter(), user_id=rina_partner.owner_id, offset=0, limit=5)
    assert (page.rows, page.total) == ([other], 1)
    assert (waiting_line().count, waiting_line().total_rp, waiting_line().oldest_days) == (2, 100_000, 0)


def test_the_latest_of_a_person(siti_partner: Partner, rina_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)

    assert latest_withdrawal(siti_partner.owner_id) == (siti_partner.pk, withdrawal)
    assert latest_withdrawal(rina_partner.owner_id) == (rina_partner.pk, None)
    with pytest.raises(NotFound):
        latest_withdrawal(404)
    with pytest.raises(NotFound):
        withdrawal_for_ops(404)


def test_nothing_waits(db: None) -> None:
    assert (waiting_line().count, waiting_line().total_rp, waiting_line().oldest_days) == (0, 0, 0)
