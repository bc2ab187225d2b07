from typing import Any

from django.db import transaction

from finance.selectors.statement import Period
from finance.services.write_statement import StatementFile
from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job
from komship.lib import clock

STATEMENT = "finance.statement"


def start_statement(wanted: StatementFile, *, actor: Actor, request_key: str | None = None) -> Job:
    """Have a statement written, in the background. Raises TooManyJobs."""
    params = {
        "since": wanted.period.since.isoformat(),
        "until": wanted.period.until.isoformat(),
        "title": wanted.title,
        "name": wanted.name,
        "form": wanted.form,
    }
    with transaction.atomic():
        return start_job(
            NewJob(
                kind=STATEMENT,
                title=f"{wanted.title} ({wanted.form.upper()})",
                partner_id=wanted.partner_id,
                actor=actor,
                params=params,
                request_key=request_key,
            )
        )


def file_of(partner_id: int, params: dict[str, Any]) -> StatementFile:
    """The statement a stored job is about."""
    period = Period(clock.parse_iso(params["since"]), clock.parse_iso(params["until"]))
    return StatementFile(
        partner_id=partner_id,
        period=period,
        title=params["title"],
        name=params["name"],
        form=params["form"],
    )
