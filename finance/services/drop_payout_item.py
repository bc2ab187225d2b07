from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from finance.models import PayoutBatch, PayoutItem
from finance.services._payout import audit_batch, lock_batch, require_draft
from finance.states import PayoutOutcome
from komship.core.audit import Actor
from komship.lib.errors import NotFound


def drop_payout_item(batch_id: int, item_id: int, *, actor: Actor) -> None:
    """Take a withdrawal out of a draft; it waits for another batch. Twice changes nothing.

    Audited. Locks the batch. Raises NotFound, Conflict once the batch was released.
    """
    with transaction.atomic():
        batch = lock_batch(batch_id)
        require_draft(batch)
        item = PayoutItem.objects.filter(pk=item_id, batch=batch).select_related("withdrawal").first()
        if item is None:
            raise NotFound(_("Baris batch tidak ditemukan."))
        if item.outcome == PayoutOutcome.DROPPED:
            return
        PayoutItem.objects.filter(pk=item.pk).update(outcome=PayoutOutcome.DROPPED)
        amount_rp = item.withdrawal.amount_rp
        PayoutBatch.objects.filter(pk=batch.pk).update(
            item_count=F("item_count") - 1, total_rp=F("total_rp") - amount_rp
        )
        batch.item_count, batch.total_rp = batch.item_count - 1, batch.total_rp - amount_rp
        audit_batch("item_dropped", batch, actor=actor, reason=item.withdrawal.number)
