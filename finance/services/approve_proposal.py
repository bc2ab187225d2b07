from django.db import transaction
from django.utils.translation import gettext as _

from finance import chart
from finance.models import Entry, MoneyProposal
from finance.services._parcel import entries_in_force, lock_parcel
from finance.services._proposal import audit_proposal, lock_proposal
from finance.services._signature import second_person
from finance.services._transition import move_proposal
from finance.services.compensate_parcel import compensate_parcel, compensation_kind
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind, ProposalKind, ProposalStatus
from komship.core.audit import Actor
from komship.lib.errors import Conflict, StaleState


def approve_proposal(proposal_id: int, *, actor: Actor, note: str = "") -> MoneyProposal:
    """A second person agrees: the entry is posted, once, with the reason the seller reads.

    Audited. Locks the proposal, then the seller's account (a compensation: the parcel before it). Raises
    NotFound, SecondPersonNeeded, StaleState when it was decided before, BalanceTooLow when she has less
    than is to be taken and it may not overdraw; what refuses leaves the proposal open.
    """
    refusal = _("Usulan ini kamu buat sendiri. Minta rekan lain memutuskannya.")
    with transaction.atomic():
        proposal = lock_proposal(proposal_id)
        user_id = second_person(actor, first_id=proposal.proposed_by_id, refusal=refusal)
        if proposal.status != ProposalStatus.PROPOSED:
            raise StaleState(_("Usulan ini sudah diputuskan."))
        post = _compensate if proposal.kind == ProposalKind.COMPENSATION else _adjust
        entry = post(proposal, actor)
        move_proposal(
            proposal, ProposalStatus.APPROVED, decided_by_id=user_id, decision_note=note[:255], entry=entry
        )
        audit_proposal("approved", proposal, actor=actor, reason=note or proposal.reason)
        return proposal


def _adjust(proposal: MoneyProposal, actor: Actor) -> Entry:
    seller = chart.seller_available(proposal.partner_id)
    amount_rp = abs(proposal.amount_rp)
    if proposal.amount_rp > 0:
        lines = [debit(chart.ADJUSTMENT_EXPENSE, amount_rp), credit(seller, amount_rp)]
    else:
        keep_rp = None if proposal.may_overdraw else 0
        lines = [debit(seller, amount_rp, keep_rp=keep_rp), credit(chart.ADJUSTMENT_EXPENSE, amount_rp)]
    return post_entry(
        Draft(
            kind=EntryKind.ADJUSTMENT,
            key=f"proposal:{proposal.pk}",
            lines=lines,
            reference=proposal.reference or f"ADJ{proposal.pk:06d}",
            actor=actor.label[:80],
            memo=proposal.reason,
        )
    )


def _compensate(proposal: MoneyProposal, actor: Actor) -> Entry:
    parcel = lock_parcel(proposal.reference)
    if compensation_kind(parcel) in entries_in_force(parcel):
        raise Conflict(_("Paket ini sudah diganti rugi."))
    entry = compensate_parcel(
        proposal.reference, actor=actor, reason=proposal.reason, amount_rp=proposal.amount_rp
    )
    if entry is None:
        raise Conflict(_("Paket ini tidak bernilai."))
    return entry
