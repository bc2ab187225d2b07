"""Have orders written into a file, in the background."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core import audit
from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job
from orders.selectors.filters import OrderFilters
from orders.services.export_orders import OrderExport

EXPORT = "orders.export"
_DATES = ("first_on", "last_on")


def start_export(wanted: OrderExport, *, actor: Actor, request_key: str | None = None) -> Job:
    """Start the job; the same `request_key` again is the same job. Raises TooManyJobs.

    The file holds names and addresses of people, so who asked for it is written down.
    """
    params = _params(wanted)
    with transaction.atomic():
        job = start_job(
            NewJob(
                kind=EXPORT,
                title=_title(wanted),
                partner_id=wanted.partner_id,
                actor=actor,
                params=params,
                request_key=request_key,
            )
        )
        audit.record("order.export", job, actor=actor, change=(None, params["filters"]))
    return job


def wanted_of(partner_id: int, params: dict[str, Any]) -> OrderExport:
    """The export a stored job is about."""
    filters = {name: _value(name, value) for name, value in params["filters"].items()}
    return OrderExport(partner_id=partner_id, filters=OrderFilters(**filters), form=params["form"])


def _value(name: str, stored: Any) -> Any:
    """JSON knows neither dates nor tuples."""
    if name in _DATES and stored:
        return date.fromisoformat(stored)
    return tuple(stored) if isinstance(stored, list) else stored


def _params(wanted: OrderExport) -> dict[str, Any]:
    filters = {
        name: value.isoformat() if name in _DATES and value else value
        for name, value in asdict(wanted.filters).items()
    }
    return {"form": wanted.form, "filters": filters}


def _title(wanted: OrderExport) -> str:
    form, filters = wanted.form.upper(), wanted.filters
    if filters.first_on and filters.last_on:
        days = " – ".join(f"{on.day}/{on.month}/{on.year}" for on in (filters.first_on, filters.last_on))
        return _("Pesanan %(days)s (%(form)s)") % {"days": days, "form": form}
    if filters == OrderFilters():
        return _("Semua pesanan (%(form)s)") % {"form": form}
    return _("Pesanan yang disaring (%(form)s)") % {"form": form}
