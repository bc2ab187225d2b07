"""Have many labels drawn into one PDF, in the background."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import ngettext

from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job
from orders.services.print_labels import PrintJob
from shipping.rules.label_layouts import LabelLayout

LABELS = "orders.labels"


def start_labels(wanted: PrintJob, *, actor: Actor) -> Job:
    """Start the job. Raises TooManyJobs."""
    count = len(wanted.order_ids)
    title = ngettext("Label %(n)d pesanan", "Label %(n)d pesanan", count) % {"n": count}
    params = {**asdict(wanted), "layout": wanted.layout.value, "order_ids": list(wanted.order_ids)}
    with transaction.atomic():
        return start_job(
            NewJob(
                kind=LABELS,
                title=title,
                partner_id=wanted.partner_id,
                actor=actor,
                params=params,
                total=count,
            )
        )


def print_job_of(params: dict[str, Any]) -> PrintJob:
    """The labels a stored job is about."""
    given = {"layout": LabelLayout(params["layout"]), "order_ids": tuple(params["order_ids"])}
    return PrintJob(**{**params, **given})
