from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import Withdrawal
from finance.services._withdrawal import give_back, lock_withdrawal, require_free
from finance.states import WithdrawalStatus
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput


def reject_withdrawal(withdrawal_id: int, *, actor: Actor, note: str) -> Withdrawal:
    """Refuse a request with a reason the seller reads; the money is available again.

    Audited. Locks the withdrawal, then the seller's accounts. Raises InvalidInput without a reason,
    NotFound, StaleState when somebody decided before, InPayoutBatch while a batch holds it.
    """
    if not note.strip():
        text = _("Tulis alasan penolakan.")
        raise InvalidInput(text, fields={"note": [text]})
    with transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        require_free(withdrawal)
        give_back(withdrawal, WithdrawalStatus.REJECTED, actor=actor, note=note)
        return withdrawal
