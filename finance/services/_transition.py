"""The only writer of a parcel's stage and of the statuses of withdrawals, batches, proposals, top-ups,
couriers' statements and differences."""

from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from finance.errors import StageRefused
from finance.events import WithdrawalMoved
from finance.models import (
    CodDifference,
    MoneyProposal,
    ParcelMoney,
    PayoutBatch,
    Remittance,
    TopUp,
    Withdrawal,
    WithdrawalHistory,
)
from finance.states import (
    DIFFERENCE_MOVES,
    PARCEL_CORRECTIONS,
    PARCEL_MOVES,
    PAYOUT_MOVES,
    PROPOSAL_MOVES,
    REMITTANCE_MOVES,
    TOP_UP_MOVES,
    WITHDRAWAL_MOVES,
    DifferenceStatus,
    ParcelStage,
    PayoutStatus,
    ProposalStatus,
    RemittanceStatus,
    TopUpStatus,
    WithdrawalStatus,
)
from komship.core.audit import Actor
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.db import require_one, require_transaction
from komship.lib.errors import StaleState


def move_parcel(
    parcel: ParcelMoney, to: ParcelStage, *, is_correction: bool = False, **stamps: datetime | None
) -> None:
    """Set the stage if the parcel is still where we read it. Raises StageRefused, StaleState.

    A correction may also take the moves of PARCEL_CORRECTIONS.
    """
    require_transaction()
    before = ParcelStage(parcel.stage)
    corrected = PARCEL_CORRECTIONS.get(before, frozenset()) if is_correction else frozenset()
    if to not in PARCEL_MOVES[before] | corrected:
        raise StageRefused(
            _("Status uang paket tidak bisa diubah."), reference=parcel.reference, before=before, to=to
        )
    values: dict[str, object] = {"stage": to, "stage_at": clock.now(), **stamps}
    _write(parcel, {"stage": before}, values, StaleState(reference=parcel.reference))


def move_withdrawal(
    withdrawal: Withdrawal, to: WithdrawalStatus, *, actor: Actor, note: str = "", **fields: object
) -> None:
    """Set the status if it is still what we read, keep who did it, and tell the seller.

    Raises StaleState when the move is not allowed any more, which is how two people who decide about
    the same request at once are told apart.
    """
    require_transaction()
    before = WithdrawalStatus(withdrawal.status)
    stale = StaleState(_("Penarikan ini sudah diproses."), number=withdrawal.number, before=before, to=to)
    if to not in WITHDRAWAL_MOVES[before]:
        raise stale
    values: dict[str, object] = {"status": to, "updated_at": clock.now(), "review_note": note, **fields}
    _write(withdrawal, {"status": before}, values, stale)
    record_withdrawal(withdrawal, before, actor=actor, note=note)


def record_withdrawal(
    withdrawal: Withdrawal, before: WithdrawalStatus | None, *, actor: Actor, note: str
) -> None:
    """History row and event of a withdrawal that was made or moved."""
    WithdrawalHistory.objects.create(
        withdrawal=withdrawal,
        before=before or "",
        after=withdrawal.status,
        actor=actor.label[:80],
        note=note,
        at=clock.now(),
    )
    emit(
        WithdrawalMoved(
            withdrawal_id=withdrawal.pk,
            partner_id=withdrawal.partner_id,
            user_id=withdrawal.user_id,
            number=withdrawal.number,
            amount_rp=withdrawal.amount_rp,
            before=before or "",
            after=str(withdrawal.status),
            note=note,
        )
    )


def move_batch(batch: PayoutBatch, to: PayoutStatus, **fields: object) -> None:
    """Set a payout batch's status if it is still what we read. Raises StaleState."""
    require_transaction()
    before = PayoutStatus(batch.status)
    stale = StaleState(_("Batch ini sudah berubah. Muat ulang halaman."), number=batch.number)
    if to not in PAYOUT_MOVES[before]:
        raise stale
    values: dict[str, object] = {"status": to, **fields}
    _write(batch, {"status": before}, values, stale)


def move_proposal(proposal: MoneyProposal, to: ProposalStatus, **fields: object) -> None:
    """Decide about a proposal that is still open. Raises StaleState."""
    require_transaction()
    before = ProposalStatus(proposal.status)
    stale = StaleState(_("Usulan ini sudah diputuskan."), proposal_id=proposal.pk)
    if to not in PROPOSAL_MOVES[before]:
        raise stale
    values: dict[str, object] = {"status": to, "decided_at": clock.now(), **fields}
    _write(proposal, {"status": before}, values, stale)


def move_top_up(top_up: TopUp, to: TopUpStatus, **fields: object) -> None:
    """Set the status if it is still what we read. Raises StaleState when the move is not allowed."""
    require_transaction()
    before = TopUpStatus(top_up.status)
    stale = StaleState(_("Isi saldo ini sudah diproses."), number=top_up.number, before=before, to=to)
    if to not in TOP_UP_MOVES[before]:
        raise stale
    values: dict[str, object] = {"status": to, "updated_at": clock.now(), **fields}
    _write(top_up, {"status": before}, values, stale)


def move_remittance(remittance: Remittance, to: RemittanceStatus, **fields: object) -> None:
    """Set the status of a courier's statement if it is still what we read. Raises StaleState."""
    require_transaction()
    before = RemittanceStatus(remittance.status)
    stale = StaleState(_("Laporan ini sudah berubah. Muat ulang halaman."), remittance_id=remittance.pk)
    if to not in REMITTANCE_MOVES[before]:
        raise stale
    values: dict[str, object] = {"status": to, **fields}
    _write(remittance, {"status": before}, values, stale)


def move_difference(difference: CodDifference, to: DifferenceStatus, **fields: object) -> None:
    """Move a difference that is still where we read it. Raises StaleState."""
    require_transaction()
    before = DifferenceStatus(difference.status)
    stale = StaleState(_("Selisih ini sudah diselesaikan."), difference_id=difference.pk)
    if to not in DIFFERENCE_MOVES[before]:
        raise stale
    values: dict[str, object] = {"status": to, **fields}
    if to == DifferenceStatus.RESOLVED:
        values.setdefault("resolved_at", clock.now())
    _write(difference, {"status": before}, values, stale)


def _write(row: Model, before: dict[str, object], values: dict[str, object], stale: StaleState) -> None:
    """Write the row, and the object in hand, only if the database still has what was read."""
    require_one(type(row)._default_manager.filter(pk=row.pk, **before).update(**values), stale)
    for name, value in values.items():
        setattr(row, name, value)
