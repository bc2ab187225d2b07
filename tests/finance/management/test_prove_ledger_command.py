import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Partner
from finance.models import LedgerSeal
from tests.factories.finance import fund


@pytest.fixture
def funded(siti_partner: Partner) -> Partner:
    fund(siti_partner, 50_000)
    return siti_partner


def test_right_books(funded: Partner, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("prove_ledger")

    text = capsys.readouterr().out
    assert "The books are right." in text
    assert "1 entries, 2 postings, 0 parcels" in text
    assert "0 entries not sealed yet" in text
    assert LedgerSeal.objects.get().head in text
    assert " ".join(text.split()).count("Rp 50.000") == 4
    assert "BROKEN" not in text


def test_a_broken_rule_ends_with_one(
    funded: Partner, plants_faults: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE finance_account SET balance_rp = 1 WHERE balance_rp = 50000")

    with pytest.raises(SystemExit) as ended:
        call_command("prove_ledger")

    text = capsys.readouterr().out
    assert ended.value.code == 1
    assert "cached balances equal their postings" in text
    assert f"- seller:{funded.pk}:available" in text
    assert "THE BOOKS ARE NOT RIGHT." in text


def test_a_head_that_is_none(db: None) -> None:
    with pytest.raises(CommandError, match="nomor:sidik"):
        call_command("prove_ledger", "--head", "abc")
