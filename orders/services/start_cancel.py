"""Call many orders off, in the background."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import ngettext

from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job
from orders.selectors.rows import OrderRow
from orders.services._order_items import order_items

CANCEL = "orders.cancel"


def start_cancel(partner_id: int, rows: Sequence[OrderRow], *, actor: Actor) -> Job:
    """Start the job that deletes or cancels each of these orders. Raises TooManyItems, TooManyJobs."""
    title = ngettext("Batalkan %(n)d pesanan", "Batalkan %(n)d pesanan", len(rows)) % {"n": len(rows)}
    with transaction.atomic():
        return start_job(
            NewJob(kind=CANCEL, title=title, partner_id=partner_id, actor=actor, items=order_items(rows))
        )
