"""What decisions about a withdrawal share."""

from django.utils.translation import gettext as _

from accounts.models import Partner
from accounts.states import PartnerStatus
from finance import chart
from finance.chart import AccountRef
from finance.errors import InPayoutBatch, PartnerOnHold
from finance.models import PayoutItem, Withdrawal
from finance.services._transition import move_withdrawal
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind, PayoutOutcome, WithdrawalStatus
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.db import require_transaction
from komship.lib.errors import NotFound


def lock_withdrawal(withdrawal_id: int) -> Withdrawal:
    """The withdrawal, locked until the transaction ends. Raises NotFound."""
    require_transaction()
    found = Withdrawal.objects.select_for_update(no_key=True).filter(pk=withdrawal_id).first()
    if found is None:
        raise NotFound(_("Penarikan tidak ditemukan."), withdrawal_id=withdrawal_id)
    return found


def require_free(withdrawal: Withdrawal) -> None:
    """Raise InPayoutBatch while a batch waits for the bank's word on it. The withdrawal is locked."""
    pending = PayoutItem.objects.filter(withdrawal=withdrawal, outcome=PayoutOutcome.PENDING)
    number = pending.values_list("batch__number", flat=True).first()
    if number is not None:
        raise InPayoutBatch(number=number)


def require_not_held(withdrawal: Withdrawal) -> None:
    """Raise PartnerOnHold when ops have stopped this seller since she asked."""
    partner = Partner.objects.only("status").get(pk=withdrawal.partner_id)
    if partner.status != PartnerStatus.ACTIVE:
        raise PartnerOnHold(_("Penjual ini sedang ditahan."))


def mark_paid(withdrawal: Withdrawal, *, actor: Actor, note: str, by_bank: bool = False) -> None:
    """Withdrawing money has left through the bank; `by_bank` when its result file says so."""
    before = withdrawal.status
    move_withdrawal(
        withdrawal,
        WithdrawalStatus.COMPLETED,
        actor=actor,
        note=note[:255],
        completed_at=clock.now(),
        completed_by_id=None if by_bank else actor.user_id,
    )
    leave_withdrawing(withdrawal, EntryKind.WITHDRAWAL_PAID, to=chart.BANK, actor=actor)
    audit("completed", withdrawal, actor=actor, before=before, reason=note)


def give_back(withdrawal: Withdrawal, to: WithdrawalStatus, *, actor: Actor, note: str) -> None:
    """Withdrawing money is available again; `to` says why it was not sent."""
    before = withdrawal.status
    move_withdrawal(withdrawal, to, actor=actor, note=note[:255])
    available = chart.seller_available(withdrawal.partner_id)
    leave_withdrawing(withdrawal, EntryKind.WITHDRAWAL_RETURNED, to=available, actor=actor)
    audit(to.value, withdrawal, actor=actor, before=before, reason=note)


def leave_withdrawing(withdrawal: Withdrawal, kind: EntryKind, *, to: AccountRef, actor: Actor) -> None:
    """Move the amount out of the seller's withdrawing account, once per withdrawal whatever the end is."""
    post_entry(
        Draft(
            kind=kind,
            key=f"withdrawal_end:{withdrawal.number}",
            lines=[
                debit(chart.seller_withdrawing(withdrawal.partner_id), withdrawal.amount_rp),
                credit(to, withdrawal.amount_rp),
            ],
            reference=withdrawal.number,
            actor=actor.label[:80],
        )
    )


def audit(action: str, withdrawal: Withdrawal, *, actor: Actor, before: str, reason: str) -> None:
    """One audit line of a decision."""
    record(
        f"finance.withdrawal_{action}",
        withdrawal,
        actor=actor,
        reason=reason,
        change=({"status": before}, {"status": str(withdrawal.status)}),
    )
