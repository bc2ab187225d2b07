import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.states import PartnerStatus
from finance.models import PayoutBatch, PayoutItem
from finance.selectors.payouts import bank_csv
from finance.services._payout import audit_batch, lock_batch, require_draft
from finance.services._signature import second_person
from finance.services._transition import move_batch
from finance.states import PayoutOutcome, PayoutStatus
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import Conflict


def release_payout_batch(batch_id: int, *, actor: Actor) -> PayoutBatch:
    """A second person lets the bank file out; from here on the batch only waits for results.

    Audited. Locks the batch. Raises NotFound, SecondPersonNeeded, Conflict for an empty batch or a seller
    who was put on hold since, StaleState.
    """
    refusal = _("Batch ini kamu susun sendiri. Minta rekan lain melepasnya.")
    with transaction.atomic():
        batch = lock_batch(batch_id)
        require_draft(batch)
        user_id = second_person(actor, first_id=batch.created_by_id, refusal=refusal)
        pending = PayoutItem.objects.filter(batch=batch, outcome=PayoutOutcome.PENDING)
        rows = list(pending.select_related("withdrawal__partner"))
        if not rows:
            raise Conflict(_("Batch ini kosong."))
        held = [
            row.withdrawal.number for row in rows if row.withdrawal.partner.status != PartnerStatus.ACTIVE
        ]
        if held:
            raise Conflict(
                _("Penjualnya sedang ditahan, keluarkan dulu: %(numbers)s") % {"numbers": ", ".join(held)}
            )
        move_batch(
            batch,
            PayoutStatus.RELEASED,
            released_by_id=user_id,
            released_at=clock.now(),
            item_count=len(rows),
            total_rp=sum(row.withdrawal.amount_rp for row in rows),
            file_sha256=hashlib.sha256(bank_csv(batch)).hexdigest(),
        )
        audit_batch("released", batch, actor=actor, reason=batch.file_sha256)
        return batch
