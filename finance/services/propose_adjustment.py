from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner
from finance.models import MoneyProposal, ParcelMoney
from finance.services._proposal import audit_proposal, clean_reason
from finance.services._signature import person
from finance.states import ProposalKind, ProposalStatus
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.money import rupiah

MOST_RP = 1_000_000_000


@dataclass(frozen=True, kw_only=True)
class AdjustmentDraft:
    """`amount_rp` is signed: what is added to her available money. `reference` is a parcel of hers.

    Taking more than she has is refused at the decision unless it may overdraw.
    """

    partner_id: int
    amount_rp: int
    reason: str
    reference: str = ""
    may_overdraw: bool = False


def propose_adjustment(draft: AdjustmentDraft, *, actor: Actor) -> MoneyProposal:
    """Ask for a correction of a seller's balance; nothing moves before a second person agrees.

    The seller reads the reason with the transaction. Audited. Raises PersonNeeded, InvalidInput.
    """
    user_id = person(actor)
    reason = clean_reason(draft.reason)
    reference = draft.reference.strip().upper()
    if draft.amount_rp == 0 or abs(draft.amount_rp) > MOST_RP:
        raise _refusal("amount", _("Isi nominal sampai %(most)s.") % {"most": rupiah(MOST_RP)})
    if not Partner.objects.filter(pk=draft.partner_id).exists():
        raise _refusal("partner", _("Penjual tidak ditemukan."))
    hers = ParcelMoney.objects.for_partner(draft.partner_id)
    if reference and not hers.filter(reference=reference).exists():
        raise _refusal("reference", _("Penjual ini tidak punya paket dengan nomor itu."))
    with transaction.atomic():
        proposal = MoneyProposal.objects.create(
            kind=ProposalKind.ADJUSTMENT,
            status=ProposalStatus.PROPOSED,
            partner_id=draft.partner_id,
            amount_rp=draft.amount_rp,
            reference=reference,
            reason=reason,
            may_overdraw=draft.may_overdraw,
            proposed_by_id=user_id,
            proposed_at=clock.now(),
        )
        audit_proposal("made", proposal, actor=actor, reason=reason)
        return proposal


def _refusal(field: str, text: str) -> InvalidInput:
    return InvalidInput(text, fields={field: [text]})
