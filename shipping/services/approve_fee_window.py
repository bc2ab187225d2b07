from django.db import transaction

from komship.core.audit import Actor
from shipping.errors import SecondPersonNeeded
from shipping.models import FeeProposal
from shipping.services._fee_proposal import audit_proposal, lock_open_proposal, person
from shipping.services._transition import decide_fee_proposal
from shipping.services.open_fee_window import open_fee_window


def approve_fee_window(proposal_id: int, *, actor: Actor, note: str = "") -> FeeProposal:
    """A second person agrees: the window is opened, in the name of who proposed it and of who agreed.

    Locks the proposal, then the service. Audited. Raises PersonNeeded, NotFound, StaleState,
    SecondPersonNeeded, and FeeRatesRefused where its beginning has passed meanwhile; what refuses leaves
    the proposal open.
    """
    user_id = person(actor)
    with transaction.atomic():
        proposal = lock_open_proposal(proposal_id)
        if proposal.made_by_id == user_id:
            raise SecondPersonNeeded
        maker = Actor(proposal.made_by_id, proposal.made_by.get_username(), actor.channel)
        window = open_fee_window(
            proposal.service_id,
            proposal.rates(),
            actor=maker,
            valid_from=proposal.valid_from,
            approved_by_id=user_id,
        )
        decide_fee_proposal(
            proposal,
            FeeProposal.Status.APPROVED,
            decided_by_id=user_id,
            decision_note=note.strip()[:255],
            window=window,
        )
        audit_proposal("approved", proposal, actor=actor, reason=note or proposal.reason)
        return proposal
