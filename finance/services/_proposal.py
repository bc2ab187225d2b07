"""What proposing and deciding share."""

from django.utils.translation import gettext as _

from finance.models import MoneyProposal
from komship.core.audit import Actor, record
from komship.lib.db import require_transaction
from komship.lib.errors import InvalidInput, NotFound

LONGEST_REASON = 255


def lock_proposal(proposal_id: int) -> MoneyProposal:
    """The proposal, locked until the transaction ends. Raises NotFound."""
    require_transaction()
    found = MoneyProposal.objects.select_for_update(no_key=True).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound(_("Usulan tidak ditemukan."))
    return found


def clean_reason(text: str) -> str:
    """Raises InvalidInput when nobody says why, or says too much."""
    reason = text.strip()
    if not 1 <= len(reason) <= LONGEST_REASON:
        refusal = _("Tulis alasannya, paling banyak %(most)d karakter.") % {"most": LONGEST_REASON}
        raise InvalidInput(refusal, fields={"reason": [refusal]})
    return reason


def audit_proposal(action: str, proposal: MoneyProposal, *, actor: Actor, reason: str) -> None:
    """One audit line of a step."""
    facts = {"status": str(proposal.status), "kind": proposal.kind, "amount_rp": proposal.amount_rp}
    after = {**facts, "reference": proposal.reference}
    record(f"finance.proposal_{action}", proposal, actor=actor, reason=reason, change=(None, after))
