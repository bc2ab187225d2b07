from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from finance.services.write_transactions import TransactionExport
from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job

TRANSACTION_EXPORT = "finance.transactions"


def start_transaction_export(
    wanted: TransactionExport, *, actor: Actor, request_key: str | None = None
) -> Job:
    """Have a seller's transactions written into a file, in the background. Raises TooManyJobs."""
    params = {
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "form": wanted.form,
    }
    title = _("Rincian saldo (%(form)s)") % {"form": wanted.form.upper()}
    with transaction.atomic():
        return start_job(
            NewJob(
                kind=TRANSACTION_EXPORT,
                title=title,
                partner_id=wanted.partner_id,
                actor=actor,
                params=params,
                request_key=request_key,
            )
        )


def export_of(partner_id: int, params: dict[str, Any]) -> TransactionExport:
    """The export a stored job is about."""
    return TransactionExport(
        partner_id=partner_id, since=_day(params["since"]), until=_day(params["until"]), form=params["form"]
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
