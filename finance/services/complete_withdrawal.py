from django.db import transaction

from finance import chart
from finance.models import Withdrawal
from finance.services._transition import move_withdrawal
from finance.services._withdrawal import audit, leave_withdrawing, lock_withdrawal
from finance.states import EntryKind, WithdrawalStatus
from komship.core.audit import Actor
from komship.lib import clock


def complete_withdrawal(withdrawal_id: int, *, actor: Actor, note: str = "") -> Withdrawal:
    """The transfer was made: withdrawing money has left through the bank.

    Audited. Locks the withdrawal, then the seller's account. Raises NotFound, StaleState unless approved.
    """
    with transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        before = withdrawal.status
        move_withdrawal(
            withdrawal, WithdrawalStatus.COMPLETED, actor=actor, note=note[:255], completed_at=clock.now()
        )
        leave_withdrawing(withdrawal, EntryKind.WITHDRAWAL_PAID, to=chart.BANK, actor=actor)
        audit("completed", withdrawal, actor=actor, before=before, reason=note)
        return withdrawal
