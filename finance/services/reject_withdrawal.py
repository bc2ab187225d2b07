from django.db import transaction
from django.utils.translation import gettext as _

from finance import chart
from finance.models import Withdrawal
from finance.services._transition import move_withdrawal
from finance.services._withdrawal import audit, leave_withdrawing, lock_withdrawal
from finance.states import EntryKind, WithdrawalStatus
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput


def reject_withdrawal(withdrawal_id: int, *, actor: Actor, note: str) -> Withdrawal:
    """Refuse a request with a reason the seller reads; the money is available again.

    Audited. Locks the withdrawal, then the seller's accounts. Raises InvalidInput without a reason,
    NotFound, StaleState when somebody decided before.
    """
    if not note.strip():
        text = _("Tulis alasan penolakan.")
        raise InvalidInput(text, fields={"note": [text]})
    with transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        before = withdrawal.status
        move_withdrawal(withdrawal, WithdrawalStatus.REJECTED, actor=actor, note=note[:255])
        available = chart.seller_available(withdrawal.partner_id)
        leave_withdrawing(withdrawal, EntryKind.WITHDRAWAL_RETURNED, to=available, actor=actor)
        audit("rejected", withdrawal, actor=actor, before=before, reason=note)
        return withdrawal
