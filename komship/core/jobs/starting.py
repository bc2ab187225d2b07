"""Begin a job."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from komship.core.audit import Actor
from komship.core.jobs.errors import TooManyItems, TooManyJobs
from komship.core.jobs.events import JobContinues
from komship.core.jobs.kinds import registered
from komship.core.models import Job, JobItem
from komship.core.outbox import emit
from komship.lib import db

MOST_ITEMS = 10_000
# What one seller may have waiting: others want their turn too.
MOST_UNFINISHED = 20


@dataclass(frozen=True, slots=True)
class NewItem:
    """`reference` names a row of ours (its key or number), `label` is what people read."""

    reference: str
    label: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """A job to start. `params` and the items' `data` are plain JSON; `total` is for files of known size."""

    kind: str
    title: str
    actor: Actor
    partner_id: int | None
    params: dict[str, Any] = field(default_factory=dict)
    items: Sequence[NewItem] | None = None
    total: int | None = None
    request_key: str | None = None


def start_job(new: NewJob) -> Job:
    """Store the job with its items and set it going when the caller's transaction commits.

    The same partner, kind and `request_key` again return the job that exists, whatever else differs.
    What the job writes and says is in the language that is active now. Raises NotInTransaction,
    TooManyItems, TooManyJobs, and LookupError for an unknown kind.
    """
    db.require_transaction()
    registered(new.kind)
    items = new.items or ()
    if len(items) > MOST_ITEMS:
        raise TooManyItems(_("Maksimal %(most)s sekaligus.") % {"most": MOST_ITEMS})
    known = _known(new)
    if known is not None:
        return known
    mine = Job.objects.for_partner(new.partner_id).unfinished()
    if new.partner_id is not None and mine.count() >= MOST_UNFINISHED:
        raise TooManyJobs(_("Masih banyak pekerjaan yang berjalan. Tunggu sampai selesai, lalu coba lagi."))
    try:
        with transaction.atomic():
            job = _store(new, items)
    except IntegrityError:
        known = _known(new)
        if known is None:
            raise
        return known
    emit(JobContinues(job.pk, turn=job.turn))
    return job


def actor_of(job: Job) -> Actor:
    """Who started the job, as the audit trail of what it does shall name them."""
    return Actor(user_id=job.user_id, label=job.user_label, channel="job")


def partner_of(job: Job) -> int:
    """The seller a job works for. Raises LookupError for a job of nobody's."""
    if job.partner_id is None:
        raise LookupError(f"{job} belongs to no partner")
    return job.partner_id


def _known(new: NewJob) -> Job | None:
    if new.request_key is None:
        return None
    mine = Job.objects.for_partner(new.partner_id)
    return mine.filter(kind=new.kind, request_key=new.request_key).first()


def _store(new: NewJob, items: Sequence[NewItem]) -> Job:
    job = Job.objects.create(
        kind=new.kind,
        partner_id=new.partner_id,
        user_id=new.actor.user_id,
        user_label=new.actor.label[:200],
        title=new.title[:200],
        language=get_language() or "",
        params=new.params,
        request_key=new.request_key,
        total=new.total if new.items is None else len(items),
    )
    rows = (
        JobItem(job=job, position=position, reference=item.reference, label=item.label[:200], data=item.data)
        for position, item in enumerate(items, 1)
    )
    JobItem.objects.bulk_create(rows, batch_size=1_000)
    return job
