import pytest

from accounts.models import Partner
from finance.errors import PersonNeeded
from finance.models import MoneyProposal
from finance.services import AdjustmentDraft, propose_adjustment
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from tests.factories.finance import WATI, cod_terms, operator, purse, shipped


def draft(partner: Partner, **changes: object) -> AdjustmentDraft:
    values: dict[str, object] = {"partner_id": partner.pk, "amount_rp": 25_000, "reason": "selisih berat"}
    return AdjustmentDraft(**values | changes)  # type: ignore[arg-type]


def test_nothing_moves_yet(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))

    proposal = propose_adjustment(draft(siti_partner, reference=" kom1 "), actor=operator("wati"))

    assert (proposal.status, proposal.reference, proposal.entry) == ("proposed", "KOM1", None)
    assert purse(siti_partner) == (0, 0, 0)
    assert AuditEntry.objects.get(action="finance.proposal_made").reason == "selisih berat"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount_rp": 0}, "amount"),
        ({"amount_rp": -(10**10)}, "amount"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 256}, "reason"),
        ({"partner_id": 404}, "partner"),
        ({"reference": "KOM404"}, "reference"),
    ],
)
def test_what_cannot_be_proposed(siti_partner: Partner, changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        propose_adjustment(draft(siti_partner, **changes), actor=operator("wati"))
    assert list(refused.value.fields) == [field]
    assert not MoneyProposal.objects.exists()


def test_another_sellers_parcel_and_no_person(siti_partner: Partner, rina_partner: Partner) -> None:
    shipped(cod_terms(rina_partner))
    with pytest.raises(InvalidInput):
        propose_adjustment(draft(siti_partner, reference="KOM1"), actor=operator("wati"))
    with pytest.raises(PersonNeeded):
        propose_adjustment(draft(siti_partner), actor=WATI)
