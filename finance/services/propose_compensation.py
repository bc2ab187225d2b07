from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from finance import rules
from finance.models import Entry, MoneyProposal
from finance.services._parcel import entries_in_force, lock_parcel
from finance.services._proposal import audit_proposal, clean_reason
from finance.services._signature import person
from finance.services.compensate_parcel import compensate_parcel, compensation_kind, payable
from finance.states import ProposalKind, ProposalStatus
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import Conflict


@dataclass(frozen=True, slots=True)
class Compensation:
    """Paid at once (`entry`) or waiting for a second person (`proposal`); neither when worth nothing."""

    entry: Entry | None = None
    proposal: MoneyProposal | None = None


def propose_compensation(
    reference: str, *, actor: Actor, reason: str, amount_rp: int | None = None
) -> Compensation:
    """Compensate a lost or damaged parcel; above COMPENSATION_ALONE_RP a second person decides.

    `amount_rp` None asks for all that the rule gives. Audited. Locks the parcel, then the seller's
    account. Raises NotFound, StageRefused, InvalidInput, PersonNeeded, Conflict when one waits already.
    """
    reason = clean_reason(reason)
    with transaction.atomic():
        parcel = lock_parcel(reference)
        kind = compensation_kind(parcel)
        wanted_rp = payable(parcel, amount_rp)
        if wanted_rp <= rules.COMPENSATION_ALONE_RP or kind in entries_in_force(parcel):
            paid = compensate_parcel(reference, actor=actor, reason=reason, amount_rp=wanted_rp or None)
            return Compensation(entry=paid)
        return Compensation(proposal=_propose(parcel.partner_id, reference, wanted_rp, reason, actor))


def _propose(partner_id: int, reference: str, amount_rp: int, reason: str, actor: Actor) -> MoneyProposal:
    try:
        with transaction.atomic():
            proposal = MoneyProposal.objects.create(
                kind=ProposalKind.COMPENSATION,
                status=ProposalStatus.PROPOSED,
                partner_id=partner_id,
                amount_rp=amount_rp,
                reference=reference,
                reason=reason,
                proposed_by_id=person(actor),
                proposed_at=clock.now(),
            )
    except IntegrityError as waiting:
        raise Conflict(_("Ganti rugi paket ini sudah menunggu orang kedua.")) from waiting
    audit_proposal("made", proposal, actor=actor, reason=reason)
    return proposal
