from django.db import transaction

from finance import chart
from finance.models import Withdrawal
from finance.services._transition import move_withdrawal
from finance.services._withdrawal import audit, leave_withdrawing, lock_withdrawal
from finance.states import EntryKind, WithdrawalStatus
from komship.core.audit import Actor


def cancel_withdrawal(withdrawal_id: int, *, actor: Actor, note: str = "") -> Withdrawal:
    """Take a request back before it is approved; the money is available again.

    Audited. Locks the withdrawal, then the seller's accounts. Raises NotFound, StaleState.
    """
    with transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        before = withdrawal.status
        move_withdrawal(withdrawal, WithdrawalStatus.CANCELLED, actor=actor, note=note[:255])
        available = chart.seller_available(withdrawal.partner_id)
        leave_withdrawing(withdrawal, EntryKind.WITHDRAWAL_RETURNED, to=available, actor=actor)
        audit("cancelled", withdrawal, actor=actor, before=before, reason=note)
        return withdrawal
