"""The proof finds faults between couriers' statements and the books; the walls are down for them."""

import pytest
from django.db import connection

from accounts.models import Partner
from finance.models import CodDifference
from finance.ports import ProofRule
from finance.selectors.proof import ledger_proof, remittances
from finance.services import resolve_difference
from finance.states import Resolution
from tests.factories.finance import operator
from tests.factories.remittances import booked, delivered, line, make_format, matched


@pytest.fixture
def planted(siti_partner: Partner, plants_faults: None) -> None:
    """Two parcels brought, one missing and paid by hand, one line nobody knows."""
    for number in ("KOM1", "KOM2", "GONE"):
        delivered(siti_partner, number)
    booked(matched(make_format(), line("KOM1"), line("KOM2", 100_000, 2_500), line("NOBODY")))
    missing = CodDifference.objects.get(kind="missing")
    resolve_difference(missing.pk, Resolution.PAID_LATER, actor=operator("wati"), reason="FT2")
    report = ledger_proof()
    assert report.is_true, report.broken
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")


@pytest.mark.parametrize(
    ("sql", "rule", "offender"),
    [
        (
            "UPDATE finance_remittance SET received_rp = received_rp - 1",
            remittances.RECEIVED,
            "CODR",
        ),
        ("DELETE FROM finance_remittance", remittances.RECEIVED, "CODR"),
        (
            "UPDATE finance_remittanceline SET is_counted = false WHERE kind = 'matched'",
            remittances.BROUGHT,
            "books 342000, statements 228000",
        ),
        (
            "UPDATE finance_coddifference SET entry_id = NULL WHERE kind = 'missing'",
            remittances.BROUGHT,
            "books 342000, statements 228000",
        ),
        (
            "DELETE FROM finance_coddifference WHERE kind = 'amount_differs'",
            remittances.SUSPENDED,
            "books -97150, differences -111150",
        ),
    ],
)
def test_each_fault_is_found(planted: None, sql: str, rule: ProofRule, offender: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount > 0, "the fault was not planted"

    found = {check.name: check.offenders for check in ledger_proof().broken}

    assert any(name.startswith(offender) for name in found.get(rule.name, ())), found
