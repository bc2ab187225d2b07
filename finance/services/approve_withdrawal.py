from django.db import transaction

from finance.models import Withdrawal
from finance.services._transition import move_withdrawal
from finance.services._withdrawal import audit, lock_withdrawal, require_not_held
from finance.states import WithdrawalStatus
from komship.core.audit import Actor


def approve_withdrawal(withdrawal_id: int, *, actor: Actor, note: str = "") -> Withdrawal:
    """Release a request for transfer; the money stays withdrawing until it is paid.

    Audited. Locks the withdrawal. Raises NotFound, StaleState when somebody decided before, PartnerOnHold.
    """
    with transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        before = withdrawal.status
        move_withdrawal(
            withdrawal, WithdrawalStatus.APPROVED, actor=actor, note=note[:255], approved_by_id=actor.user_id
        )
        require_not_held(withdrawal)
        audit("approved", withdrawal, actor=actor, before=before, reason=note)
        return withdrawal
