"""What proposing rates and deciding about them share."""

from django.utils.translation import gettext as _

from komship.core.audit import Actor, record
from komship.lib.db import require_transaction
from komship.lib.errors import NotFound, StaleState
from shipping.errors import PersonNeeded
from shipping.models import FeeProposal


def person(actor: Actor) -> int:
    """Decisions that are signed need somebody who can be asked about them. Raises PersonNeeded."""
    if actor.user_id is None:
        raise PersonNeeded
    return actor.user_id


def lock_open_proposal(proposal_id: int) -> FeeProposal:
    """A proposal nobody has decided about, locked. Raises NotFound, StaleState."""
    require_transaction()
    found = FeeProposal.objects.select_for_update(no_key=True).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound(_("Usulan tarif tidak ditemukan."))
    if found.status != FeeProposal.Status.PROPOSED:
        raise StaleState(_("Usulan ini sudah diputuskan."))
    return found


def audit_proposal(action: str, proposal: FeeProposal, *, actor: Actor, reason: str) -> None:
    """One audit line of a step."""
    after = {
        "service_id": proposal.service_id,
        "status": str(proposal.status),
        "cod_fee_bp": proposal.cod_fee_bp,
        "cashback_bp": proposal.cashback_bp,
        "return_discount_bp": proposal.return_discount_bp,
        "window_id": proposal.window_id,
    }
    record(f"fee_proposal.{action}", proposal, actor=actor, reason=reason, change=(None, after))
