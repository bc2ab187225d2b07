import pytest
from django.db import connection

from accounts.models import Partner
from finance.models import LedgerSeal, ProofRun
from finance.ports import ProofRule, add_proof_rules, added_proof_rules
from finance.services import prove_ledger
from komship.lib.errors import InvalidInput
from tests.factories.finance import fund


@pytest.fixture
def funded(siti_partner: Partner) -> Partner:
    fund(siti_partner, 50_000)
    return siti_partner


def break_something() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE finance_account SET balance_rp = balance_rp + 1 WHERE balance_rp IS NOT NULL")


def test_a_proof_seals_and_is_kept(funded: Partner) -> None:
    run = prove_ledger()

    assert run.is_true
    assert (run.entries, run.postings, run.parcels) == (1, 2, 0)
    assert run.seal_head == LedgerSeal.objects.get().head
    findings = list(run.findings.all())
    assert len(findings) > 20
    assert not any(finding.broken for finding in findings)


def test_a_broken_rule_is_loud(
    funded: Partner, plants_faults: None, caplog: pytest.LogCaptureFixture
) -> None:
    break_something()

    run = prove_ledger()

    assert not run.is_true
    finding = run.findings.get(rule="cached balances equal their postings")
    assert (finding.broken, finding.offenders) == (1, [f"seller:{funded.pk}:available"])
    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert any(f"seller:{funded.pk}:available" in text for text in errors)


def test_a_head_kept_elsewhere_is_asked_for(funded: Partner) -> None:
    head = prove_ledger().seal_head

    assert prove_ledger(known_heads=[head]).is_true


def test_a_chain_made_anew_does_not_have_the_old_head(funded: Partner) -> None:
    prove_ledger()

    run = prove_ledger(known_heads=[f"1:{'ab' * 32}", f"9:{'cd' * 32}"])

    assert run.findings.get(rule__startswith="heads kept").offenders == ["seal 1", "seal 9"]


@pytest.mark.parametrize("head", ["", "abc", "1:", "x:abc", "²:abc", f"{10**18}:abc"])
def test_a_head_is_number_and_digest(db: None, head: str) -> None:
    with pytest.raises(InvalidInput):
        prove_ledger(known_heads=[head])
    assert not ProofRun.objects.exists()


def test_apps_above_add_their_rules(funded: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("finance.ports._rules", {})
    add_proof_rules(
        ProofRule("nobody is called siti", "tidak ada siti", "SELECT %(name)s AS label", {"name": "siti"})
    )

    run = prove_ledger()

    assert len(added_proof_rules()) == 1
    assert run.findings.get(broken__gt=0).offenders == ["siti"]
