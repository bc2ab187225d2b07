import pytest

from accounts.models import Partner
from finance.errors import SecondPersonNeeded
from finance.services import approve_proposal, refuse_proposal
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput, StaleState
from tests.factories.finance import operator, purse
from tests.finance.services.test_approve_proposal import proposed


def test_the_second_person_says_no_and_why(siti_partner: Partner) -> None:
    proposal = refuse_proposal(
        proposed(siti_partner, 25_000).pk, actor=operator("dewi"), note="sudah dibayar"
    )

    assert (proposal.status, proposal.decision_note, proposal.entry) == ("refused", "sudah dibayar", None)
    assert purse(siti_partner) == (0, 0, 0)
    assert AuditEntry.objects.get(action="finance.proposal_refused").reason == "sudah dibayar"
    with pytest.raises(StaleState):
        approve_proposal(proposal.pk, actor=operator("dewi"))


def test_not_alone_and_not_in_silence(siti_partner: Partner) -> None:
    proposal = proposed(siti_partner, 25_000)

    with pytest.raises(SecondPersonNeeded):
        refuse_proposal(proposal.pk, actor=operator("wati"), note="salah ketik")
    with pytest.raises(InvalidInput):
        refuse_proposal(proposal.pk, actor=operator("dewi"), note=" ")
