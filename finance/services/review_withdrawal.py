from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import Withdrawal
from finance.services._transition import move_withdrawal
from finance.services._withdrawal import audit, lock_withdrawal
from finance.states import WithdrawalStatus
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput


def review_withdrawal(withdrawal_id: int, *, actor: Actor, note: str) -> Withdrawal:
    """Put a request under review with a note the seller reads; again with a newer one.

    Audited. Locks the withdrawal. Raises InvalidInput without a note, NotFound, StaleState.
    """
    if not note.strip():
        # The words of the existing panel.
        text = _("Silahkan isi catatan")
        raise InvalidInput(text, fields={"notes": [text]})
    with transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        before = withdrawal.status
        move_withdrawal(withdrawal, WithdrawalStatus.ON_REVIEW, actor=actor, note=note[:255])
        audit("reviewed", withdrawal, actor=actor, before=before, reason=note)
        return withdrawal
