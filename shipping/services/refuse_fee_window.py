from django.db import transaction

from komship.core.audit import Actor
from shipping.models import FeeProposal
from shipping.services._fee_proposal import audit_proposal, lock_open_proposal, person
from shipping.services._transition import decide_fee_proposal


def refuse_fee_window(proposal_id: int, *, actor: Actor, note: str = "") -> FeeProposal:
    """Turn proposed rates down; who proposed them may take them back.

    Locks the proposal. Audited. Raises PersonNeeded, NotFound, StaleState.
    """
    user_id = person(actor)
    with transaction.atomic():
        proposal = lock_open_proposal(proposal_id)
        decide_fee_proposal(
            proposal, FeeProposal.Status.REFUSED, decided_by_id=user_id, decision_note=note.strip()[:255]
        )
        audit_proposal("refused", proposal, actor=actor, reason=note)
        return proposal
