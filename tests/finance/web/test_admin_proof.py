import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Partner
from finance.models import LedgerSeal, ProofFinding, ProofRun
from finance.selectors.proof import rule_labels
from finance.services import prove_ledger
from tests.factories.finance import fund
from tests.query_counts import QueryBudget

RUNS = "admin:finance_proofrun_changelist"


@pytest.fixture
def run(siti_partner: Partner) -> ProofRun:
    fund(siti_partner, 50_000)
    return prove_ledger()


def spoil(run: ProofRun) -> None:
    ProofRun.objects.filter(pk=run.pk).update(is_true=False)
    finding = run.findings.all()[3]
    ProofFinding.objects.filter(pk=finding.pk).update(broken=2, offenders=["<b>KOM1</b>", "KOM2"])


def test_the_history_and_what_was_found(wati_web: Client, run: ProofRun) -> None:
    spoil(run)

    listed = wati_web.get(reverse(RUNS)).content.decode()
    detail = wati_web.get(reverse("admin:finance_proofrun_change", args=[run.pk])).content.decode()

    assert "diminta" in listed
    assert "&lt;b&gt;KOM1&lt;/b&gt;" in detail
    assert "seluruh buku besar berjumlah nol" in detail
    assert run.seal_head in detail.replace("<wbr>", "")


def test_every_rule_has_words_for_the_panel(run: ProofRun) -> None:
    labels = rule_labels()
    assert {finding.rule for finding in run.findings.all()} < set(labels)
    assert len(set(labels.values())) == len(labels)


def test_a_broken_proof_shows_on_every_page(wati_web: Client, run: ProofRun) -> None:
    home = reverse("admin:index")
    assert "Pembukuan tidak cocok" not in wati_web.get(home).content.decode()
    spoil(run)
    assert "Pembukuan tidak cocok" in wati_web.get(home).content.decode()
    prove_ledger()
    assert "Pembukuan tidak cocok" not in wati_web.get(home).content.decode()


@pytest.mark.parametrize("model", [ProofRun, LedgerSeal])
def test_they_are_to_look_at_only(wati_web: Client, run: ProofRun, model: type[ProofRun]) -> None:
    name = model._meta.model_name
    row = model.objects.latest("pk")
    detail = reverse(f"admin:finance_{name}_change", args=[row.pk])

    assert wati_web.get(reverse(f"admin:finance_{name}_changelist")).status_code == 200
    assert wati_web.get(detail).status_code == 200
    assert wati_web.post(detail, {}).status_code == 403
    assert wati_web.post(reverse(f"admin:finance_{name}_delete", args=[row.pk])).status_code == 403


def test_a_long_history_costs_no_more_queries(
    wati_web: Client, run: ProofRun, query_budget: QueryBudget
) -> None:
    for _again in range(3):
        prove_ledger()

    with query_budget("finance.admin.proofs"):
        wati_web.get(reverse(RUNS))
