"""What the steps of a payout batch share."""

from django.utils.translation import gettext as _

from finance.models import PayoutBatch, PayoutItem
from finance.services._transition import move_batch
from finance.states import PayoutOutcome, PayoutStatus
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.db import require_transaction
from komship.lib.errors import Conflict, NotFound


def lock_batch(batch_id: int) -> PayoutBatch:
    """The batch, locked until the transaction ends. Raises NotFound."""
    require_transaction()
    found = PayoutBatch.objects.select_for_update(no_key=True).filter(pk=batch_id).first()
    if found is None:
        raise NotFound(_("Batch tidak ditemukan."))
    return found


def require_draft(batch: PayoutBatch) -> None:
    """Raise Conflict once the batch was released: its file may lie at the bank."""
    if batch.status != PayoutStatus.DRAFT:
        raise Conflict(_("Batch ini sudah dilepas ke bank dan tidak bisa diubah lagi."))


def finish_if_done(batch_id: int, *, actor: Actor) -> bool:
    """Close a released batch once no transfer waits for its result. Locks the batch."""
    batch = lock_batch(batch_id)
    waits = PayoutItem.objects.filter(batch=batch, outcome=PayoutOutcome.PENDING).exists()
    if waits or batch.status != PayoutStatus.RELEASED:
        return False
    move_batch(batch, PayoutStatus.FINISHED, finished_at=clock.now())
    audit_batch("finished", batch, actor=actor)
    return True


def audit_batch(action: str, batch: PayoutBatch, *, actor: Actor, reason: str = "") -> None:
    """One audit line of a step."""
    after = {"status": str(batch.status), "count": batch.item_count, "total_rp": batch.total_rp}
    record(f"finance.payout_{action}", batch, actor=actor, reason=reason, change=(None, after))
