from django.db import transaction

from finance.models import PayoutItem
from finance.services._payout import audit_batch, lock_batch, require_draft
from finance.services._transition import move_batch
from finance.states import PayoutOutcome, PayoutStatus
from komship.core.audit import Actor


def cancel_payout_batch(batch_id: int, *, actor: Actor) -> None:
    """Give a draft up; its withdrawals wait for another batch.

    Audited. Locks the batch. Raises NotFound, StaleState, Conflict once it was released.
    """
    with transaction.atomic():
        batch = lock_batch(batch_id)
        require_draft(batch)
        PayoutItem.objects.filter(batch=batch, outcome=PayoutOutcome.PENDING).update(
            outcome=PayoutOutcome.DROPPED
        )
        move_batch(batch, PayoutStatus.CANCELLED)
        audit_batch("cancelled", batch, actor=actor)
