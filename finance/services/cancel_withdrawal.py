from django.db import transaction

from finance.models import Withdrawal
from finance.services._withdrawal import give_back, lock_withdrawal
from finance.states import WithdrawalStatus
from komship.core.audit import Actor


def cancel_withdrawal(withdrawal_id: int, *, actor: Actor, note: str = "") -> Withdrawal:
    """Take a request back before it is approved; the money is available again.

    Audited. Locks the withdrawal, then the seller's accounts. Raises NotFound, StaleState.
    """
    with transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        give_back(withdrawal, WithdrawalStatus.CANCELLED, actor=actor, note=note)
        return withdrawal
