from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import MoneyProposal
from finance.services._proposal import audit_proposal, clean_reason, lock_proposal
from finance.services._signature import second_person
from finance.services._transition import move_proposal
from finance.states import ProposalStatus
from komship.core.audit import Actor


def refuse_proposal(proposal_id: int, *, actor: Actor, note: str) -> MoneyProposal:
    """A second person says no, and why; nothing is posted.

    Audited. Locks the proposal. Raises InvalidInput without a reason, NotFound, SecondPersonNeeded,
    StaleState.
    """
    note = clean_reason(note)
    refusal = _("Usulan ini kamu buat sendiri. Minta rekan lain memutuskannya.")
    with transaction.atomic():
        proposal = lock_proposal(proposal_id)
        user_id = second_person(actor, first_id=proposal.proposed_by_id, refusal=refusal)
        move_proposal(proposal, ProposalStatus.REFUSED, decided_by_id=user_id, decision_note=note)
        audit_proposal("refused", proposal, actor=actor, reason=note)
        return proposal
