"""Have lines of the ledger written into a file, in the background."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from finance.selectors.explorer import LedgerFilter
from komship.core import audit
from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job

LEDGER_EXPORT = "finance.ledger_export"


def start_ledger_export(wanted: LedgerFilter, *, actor: Actor) -> Job:
    """Start the job, which belongs to no seller. Who asked for what is written down."""
    params = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(wanted).items()
        if value not in ("", None)
    }
    with transaction.atomic():
        job = start_job(
            NewJob(
                kind=LEDGER_EXPORT,
                title=_("Buku besar"),
                partner_id=None,
                actor=actor,
                params=params,
            )
        )
        audit.record("finance.ledger_export", job, actor=actor, change=(None, params))
    return job


def ledger_filter_of(params: dict[str, Any]) -> LedgerFilter:
    """The filter a stored job is about."""
    values = dict(params)
    for name in ("first", "last"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    return LedgerFilter(**values)
