"""The proof finds each kind of fault. Faults are planted with the database's walls taken down."""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from accounts.models import Partner
from finance import chart
from finance.models import Account, Entry, Withdrawal
from finance.ports import ProofRule
from finance.selectors.balance_sheet import balance_sheet
from finance.selectors.proof import (
    ProofReport,
    books,
    parcels,
    partner_proof,
    seals,
    whole_proof,
    withdrawals,
)
from finance.services import (
    approve_withdrawal,
    cancel_parcel,
    compensate_parcel,
    complete_withdrawal,
    deliver_parcel,
    lose_parcel,
    receive_return,
    seal_ledger,
)
from finance.services.reward_points import reward_points
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


@pytest.fixture
def ledger(siti_partner: Partner, rina_partner: Partner) -> Partner:
    """A hold, a settlement, a loss, a cancellation, a return, points, and withdrawals paid and open."""
    fund(siti_partner, 100_000, "TOP1")
    fund(rina_partner, 5_000, "TOP2")
    open_in(transfer_terms(siti_partner))
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    shipped(cod_terms(siti_partner, "KOM3"))
    lose_parcel("KOM3", kind=ParcelStage.LOST)
    compensate_parcel("KOM3", actor=WATI, reason="hilang")
    open_in(transfer_terms(siti_partner, "KOM4"))
    cancel_parcel("KOM4")
    shipped(transfer_terms(siti_partner, "KOM5", return_leg_rp=14_000, return_discount_bp=5_000))
    receive_return("KOM5", received_at=clock.now())
    paid = make_withdrawal(siti_partner, 30_000)
    approve_withdrawal(paid.pk, actor=WATI)
    complete_withdrawal(paid.pk, actor=WATI)
    make_withdrawal(siti_partner, 20_000)
    # Last, for parcels would be paid with them.
    reward_points(siti_partner.pk, amount_rp=50_000, key="hadiah")
    seal_ledger()
    return siti_partner


@pytest.fixture
def planted(ledger: Partner, plants_faults: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")


def prove() -> ProofReport:
    """Without what orders say: these parcels have none."""
    with transaction.atomic():
        return whole_proof()


def plant(sql: str) -> dict[str, tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0, "the fault was not planted"
    return {check.name: check.offenders for check in prove().broken}


@pytest.fixture(autouse=True)
def _no_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("finance.selectors.proof.proving.added_proof_rules", tuple)


def test_right_books(ledger: Partner) -> None:
    report = prove()

    assert report.is_true, report.broken
    assert (report.entries, report.parcels) == (16, 5)
    assert len({check.name for check in report.checks}) == len(report.checks)
    assert all(check.is_true for check in partner_proof(ledger.pk))


@dataclass(frozen=True)
class Fault:
    """What somebody does to the database, which rule sees it, and whom it names."""

    kind: str
    sql: str
    rule: ProofRule
    offender: str


FAULTS = (
    Fault(
        "an entry that does not balance",
        "UPDATE finance_posting SET amount_rp = amount_rp + 1 WHERE entry_id = {settlement}"
        " AND account_id = {shipping}",
        books.BALANCED,
        "entry {settlement} cod_settlement",
    ),
    Fault(
        "an entry without lines",
        "DELETE FROM finance_posting WHERE entry_id = {settlement}",
        books.BALANCED,
        "entry {settlement} cod_settlement",
    ),
    Fault(
        "a posting under another kind",
        "UPDATE finance_posting SET kind = 'top_up' WHERE entry_id = {settlement} AND account_id = {vat}",
        books.REPEATED,
        "posting {vat_posting}",
    ),
    Fault(
        "a reversal that takes back too little",
        "UPDATE finance_posting SET amount_rp = amount_rp / 2 WHERE entry_id = {refund}",
        books.MIRRORED,
        "entry {refund} takes back {taken}",
    ),
    Fault(
        "money out of nothing",
        "UPDATE finance_posting SET amount_rp = amount_rp + 1 WHERE entry_id = {settlement}"
        " AND account_id = {receivable}",
        books.WHOLE,
        "all postings sum to 1",
    ),
    Fault(
        "a balance written by hand",
        "UPDATE finance_account SET balance_rp = balance_rp + 1 WHERE id = {available}",
        books.CACHED,
        "seller:{siti}:available",
    ),
    Fault(
        "a running balance with a gap",
        "UPDATE finance_posting SET balance_after_rp = balance_after_rp + 1 WHERE entry_id = {settlement}"
        " AND account_id = {available}",
        books.RUNNING,
        "seller:{siti}:available posting {settled}",
    ),
    Fault(
        "an account handed to somebody else",
        "UPDATE finance_account SET holder_id = holder_id + 1 WHERE id = {points}",
        books.NAMED,
        "seller:{siti}:points",
    ),
    Fault(
        "held money below zero",
        "UPDATE finance_account SET may_go_negative = true WHERE id = {held}",
        books.NOT_BELOW_ZERO,
        "seller:{siti}:held",
    ),
    Fault(
        "sellers' pages that show more than there is",
        "UPDATE finance_account SET balance_rp = balance_rp + 7 WHERE id = {available}",
        books.IDENTITY,
        "assets {assets}, liabilities and equity {assets_and_7}",
    ),
    Fault(
        "points turned into money",
        "UPDATE finance_posting SET account_id = {points} WHERE entry_id = {refund} AND account_id = {held}",
        books.POINTS,
        "entry {refund} seller:{siti}:available",
    ),
    Fault(
        "a hold of other terms",
        "UPDATE finance_parcelmoney SET shipping_rp = shipping_rp + 1, net_rp = net_rp - 1"
        " WHERE reference = 'KOM2'",
        parcels.HELD,
        "seller:{siti}:held",
    ),
    Fault(
        "a terminal parcel without its entries",
        "UPDATE finance_parcelmoney SET stage = 'returned' WHERE reference = 'KOM3'",
        parcels.STAGES,
        "KOM3 return_charge",
    ),
    Fault(
        "entries of a parcel nobody knows",
        "DELETE FROM finance_parcelmoney WHERE reference = 'KOM1'",
        parcels.STAGES,
        "KOM1 cod_settlement",
    ),
    Fault(
        "a delivered COD parcel without a settlement",
        "UPDATE finance_parcelmoney SET stage = 'delivered' WHERE reference = 'KOM3'",
        parcels.SETTLED,
        "KOM3: 0",
    ),
    Fault(
        "a second settlement",
        "INSERT INTO finance_entry (kind, idempotency_key, reference, actor, memo, posted_at)"
        " VALUES ('cod_settlement', 'twice', 'KOM1', 'x', '', now())",
        parcels.SETTLED,
        "KOM1: 2",
    ),
    Fault(
        "a cancelled transfer that was not refunded",
        "DELETE FROM finance_posting WHERE entry_id = {refund}",
        parcels.REFUNDED,
        "KOM4 keeps 10500 of seller:{siti}:available",
    ),
    Fault(
        "a compensation for a parcel that arrived",
        "UPDATE finance_parcelmoney SET stage = 'delivered' WHERE reference = 'KOM3'",
        parcels.COMPENSATED,
        "KOM3 compensation_lost",
    ),
    Fault(
        "a settlement of another amount",
        "UPDATE finance_parcelmoney SET collect_rp = collect_rp + 1, net_rp = net_rp + 1"
        " WHERE reference = 'KOM1'",
        parcels.MOVED,
        "KOM1: 100308, should be 100309",
    ),
    Fault(
        "a settlement paid to another seller",
        "UPDATE finance_posting SET account_id = {hers} WHERE entry_id = {settlement}"
        " AND account_id = {available}",
        parcels.MOVED,
        "KOM1: 0, should be 100308",
    ),
    Fault(
        "VAT kept as revenue",
        "UPDATE finance_posting SET account_id = {returns} WHERE entry_id = {settlement}"
        " AND account_id = {vat}",
        parcels.EARNED,
        "vat:output: 0, parcels say 316",
    ),
    Fault(
        "a request that disappeared",
        "UPDATE finance_withdrawal SET status = 'cancelled' WHERE status = 'requested'",
        withdrawals.WITHDRAWING,
        "seller:{siti}:withdrawing",
    ),
    Fault(
        "a withdrawal that ended without an entry",
        "UPDATE finance_withdrawal SET status = 'rejected' WHERE status = 'requested'",
        withdrawals.POSTED,
        "{open} withdrawal_returned",
    ),
    Fault(
        "a withdrawal the bank never paid",
        "UPDATE finance_posting SET account_id = {gateway} WHERE account_id = {bank}",
        withdrawals.PAID,
        "{paid}",
    ),
    Fault(
        "a word changed in a sealed entry",
        "UPDATE finance_entry SET memo = 'lain' WHERE id = {compensation}",
        seals.UNTOUCHED,
        "entries 1 to {last}",
    ),
    Fault(
        "a seal made anew without the next",
        "UPDATE finance_ledgerseal SET content = repeat('0', 64)",
        seals.UNBROKEN,
        "seal 1",
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.kind)
def test_each_fault_is_found(planted: None, ledger: Partner, fault: Fault) -> None:
    words = _words(ledger)

    found = plant(fault.sql.format_map(words))

    assert fault.offender.format_map(words) in found.get(fault.rule.name, ()), found


def _words(siti: Partner) -> dict[str, object]:
    """Ids and names that the faults are about."""
    accounts = {
        "available": chart.seller_available(siti.pk),
        "held": chart.seller_held(siti.pk),
        "points": chart.seller_points(siti.pk),
        "shipping": chart.SHIPPING_REVENUE,
        "returns": chart.RETURN_REVENUE,
        "receivable": chart.COD_RECEIVABLE,
        "vat": chart.VAT_OUTPUT,
        "gateway": chart.GATEWAY,
        "bank": chart.BANK,
    }
    words: dict[str, object] = {
        name: Account.objects.get_or_create(code=ref.code, defaults={"kind": ref.kind})[0].pk
        for name, ref in accounts.items()
    }
    refund = Entry.objects.get(kind="shipping_refund")
    settlement = Entry.objects.get(kind="cod_settlement")
    assets_rp = balance_sheet().assets_rp
    return words | {
        "siti": siti.pk,
        "hers": Account.objects.exclude(holder=siti).get(kind="seller_available").pk,
        "refund": refund.pk,
        "taken": refund.reverses_id,
        "settlement": settlement.pk,
        "settled": settlement.postings.get(account__kind="seller_available").pk,
        "vat_posting": settlement.postings.get(account__code="vat:output").pk,
        "compensation": Entry.objects.get(kind="compensation_lost").pk,
        "last": Entry.objects.latest("pk").pk,
        "open": Withdrawal.objects.get(status="requested").number,
        "paid": Withdrawal.objects.get(status="completed").number,
        "assets": assets_rp,
        "assets_and_7": assets_rp + 7,
    }


def test_an_entry_taken_out_of_a_sealed_range_is_missed(planted: None) -> None:
    found = plant("DELETE FROM finance_entry WHERE kind = 'points_reward'")

    assert seals.UNTOUCHED.name in found


def test_one_sellers_faults_are_hers(planted: None, ledger: Partner, rina_partner: Partner) -> None:
    plant("UPDATE finance_account SET balance_rp = balance_rp + 1 WHERE kind = 'seller_held'")

    assert [check.is_true for check in partner_proof(ledger.pk)] == [False, False, True]
    assert all(check.is_true for check in partner_proof(rina_partner.pk))
