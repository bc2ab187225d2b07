"""Have buyers written into a file, in the background."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core import audit
from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job
from orders.selectors.customer_filters import CustomerFilters, Span
from orders.services.export_customers import CustomerExport

CUSTOMER_EXPORT = "customers.export"
_SPANS = ("orders", "pieces", "spent_rp")


def start_customer_export(wanted: CustomerExport, *, actor: Actor, request_key: str | None = None) -> Job:
    """Start the job; the same `request_key` again is the same job. Raises TooManyJobs.

    The file holds names and numbers of people, so who asked for it is written down.
    """
    filters = asdict(wanted.filters)
    with transaction.atomic():
        job = start_job(
            NewJob(
                kind=CUSTOMER_EXPORT,
                title=_title(wanted),
                partner_id=wanted.partner_id,
                actor=actor,
                params={"form": wanted.form, "filters": filters},
                request_key=request_key,
            )
        )
        audit.record("customer.export", job, actor=actor, change=(None, filters))
    return job


def wanted_of(partner_id: int, params: dict[str, Any]) -> CustomerExport:
    """The export a stored job is about."""
    filters: dict[str, Any] = {
        name: Span(**value) if name in _SPANS else value for name, value in params["filters"].items()
    }
    return CustomerExport(partner_id=partner_id, filters=CustomerFilters(**filters), form=params["form"])


def _title(wanted: CustomerExport) -> str:
    form = {"form": wanted.form.upper()}
    if wanted.filters == CustomerFilters():
        return _("Semua pembeli (%(form)s)") % form
    return _("Pembeli yang disaring (%(form)s)") % form
