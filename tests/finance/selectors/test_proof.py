"""The proof finds each kind of fault. Faults are planted with the database's walls taken down."""

import pytest
from django.db import connection

from accounts.models import Partner
from finance.selectors.proof import ProofReport, ledger_proof, partner_proof
from finance.services import compensate_parcel, deliver_parcel, lose_parcel
from finance.states import ParcelStage
from komship.lib import clock
from tests.factories.finance import (
    WATI,
    cod_terms,
    fund,
    make_withdrawal,
    open_in,
    shipped,
    transfer_terms,
)

BALANCED = "every entry has two lines or more and sums to zero"
WHOLE = "the whole ledger sums to zero"
CACHED = "cached balances equal their postings"
HELD = "held money equals the holds of unsent transfer parcels"
WITHDRAWING = "withdrawing money equals open withdrawals"
STAGES = "each parcel has exactly the entries of its stage"
COMPENSATED = "compensations belong to lost or damaged parcels"
SETTLED = "settlements paid the net income of their parcel"


@pytest.fixture
def books(siti_partner: Partner) -> Partner:
    """A hold, a settlement, a compensation and an open withdrawal."""
    fund(siti_partner, 50_000)
    open_in(transfer_terms(siti_partner))
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    shipped(cod_terms(siti_partner, "KOM3"))
    lose_parcel("KOM3", kind=ParcelStage.LOST)
    compensate_parcel("KOM3", actor=WATI, reason="hilang")
    make_withdrawal(siti_partner, 20_000)
    return siti_partner


@pytest.fixture
def planted(books: Partner, plants_faults: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")


def failing(report: ProofReport) -> dict[str, tuple[str, ...]]:
    return {check.name: check.offenders for check in report.checks if not check.is_true}


def plant(sql: str) -> dict[str, tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0, "the fault was not planted"
    return failing(ledger_proof())


def test_right_books(books: Partner) -> None:
    report = ledger_proof()

    assert report.is_true
    assert (report.entries, report.parcels) == (6, 3)
    assert all(check.is_true for check in partner_proof(books.pk))


@pytest.mark.parametrize(
    ("sql", "checks"),
    [
        (
            "UPDATE finance_posting SET amount_rp = amount_rp + 1 WHERE account_id ="
            " (SELECT id FROM finance_account WHERE code = 'gateway')",
            {BALANCED, WHOLE},
        ),
        (
            "DELETE FROM finance_posting WHERE entry_id ="
            " (SELECT id FROM finance_entry WHERE kind = 'compensation_lost')",
            {BALANCED, CACHED},
        ),
        ("UPDATE finance_account SET balance_rp = balance_rp + 1 WHERE kind = 'seller_available'", {CACHED}),
        (
            "UPDATE finance_posting SET balance_after_rp = balance_after_rp + 1 WHERE id ="
            " (SELECT max(id) FROM finance_posting WHERE kind = 'withdrawal')",
            {CACHED},
        ),
        (
            "UPDATE finance_parcelmoney SET shipping_rp = shipping_rp + 1, net_rp = net_rp - 1"
            " WHERE reference = 'KOM2'",
            {HELD},
        ),
        ("UPDATE finance_withdrawal SET status = 'completed'", {WITHDRAWING}),
        ("UPDATE finance_parcelmoney SET stage = 'returned' WHERE reference = 'KOM1'", {STAGES}),
        (
            "UPDATE finance_parcelmoney SET stage = 'delivered' WHERE reference = 'KOM3'",
            {STAGES, COMPENSATED},
        ),
        (
            "INSERT INTO finance_entry (kind, idempotency_key, reference, actor, memo, posted_at)"
            " VALUES ('cod_settlement', 'twice', 'KOM1', 'x', '', now())",
            {BALANCED, STAGES, SETTLED},
        ),
        (
            "UPDATE finance_parcelmoney SET collect_rp = collect_rp + 1, net_rp = net_rp + 1"
            " WHERE reference = 'KOM1'",
            {SETTLED},
        ),
        ("DELETE FROM finance_parcelmoney WHERE reference = 'KOM2'", {HELD, STAGES}),
    ],
)
def test_each_fault_is_found(planted: None, sql: str, checks: set[str]) -> None:
    assert set(plant(sql)) == checks


def test_offenders_are_named(planted: None, books: Partner) -> None:
    found = plant("UPDATE finance_parcelmoney SET stage = 'returned' WHERE reference = 'KOM1'")

    assert found[STAGES] == ("KOM1 cod_settlement", "KOM1 return_charge")


def test_one_sellers_faults_are_hers(planted: None, books: Partner, rina_partner: Partner) -> None:
    plant("UPDATE finance_account SET balance_rp = balance_rp + 1 WHERE kind = 'seller_held'")

    assert [check.is_true for check in partner_proof(books.pk)] == [False, False, True]
    assert all(check.is_true for check in partner_proof(rina_partner.pk))
