"""One turn of a job, called by the outbox."""

import logging
import time

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _

from komship.core.jobs.events import JobContinues
from komship.core.jobs.kinds import ItemResult, Registered, registered
from komship.core.jobs.making import make_file
from komship.core.models import ItemState, Job, JobItem, JobState
from komship.core.models.job import UNFINISHED
from komship.core.outbox import RetryLater, emit
from komship.core.subscriptions import handles_outside
from komship.lib import clock
from komship.lib.errors import DomainError

logger = logging.getLogger(__name__)

QUEUE = "bulk"
# Progress shows, other jobs get their turn, and the event's lease never runs out.
SLICE_S = 1.0
# Nothing to do with the item: it waits for another call.
_NOT_ITS_FAULT = (OperationalError, InterfaceError, RetryLater)


@handles_outside(JobContinues, name="core.continue_job", queue=QUEUE)
def continue_job(event: JobContinues, *, event_id: int) -> None:
    """A slice of items, or the whole file. A stale turn does nothing."""
    job = Job.objects.filter(pk=event.job_id, turn=event.turn, state__in=UNFINISHED).first()
    if job is None:
        return
    entry = registered(job.kind)
    with translation.override(job.language or None):
        if entry.mode == "file":
            make_file(job, entry)
        elif _beat(job):
            _run_slice(job, entry)


def _run_slice(job: Job, entry: Registered) -> None:
    """Items until the second is over or none waits; then the next turn."""
    stop_at = time.monotonic() + SLICE_S
    one = _inside if entry.mode == "items" else _outside
    found = one(job, entry)
    while found and time.monotonic() < stop_at:
        found = one(job, entry)
    _end_turn(job, none_waits=not found)


def _inside(job: Job, entry: Registered) -> bool:
    """One item in one transaction with its mark and the job's counts; False when none waits or the job
    was stopped."""
    with transaction.atomic():
        # Two workers (one thought dead) never hold the same item.
        item = _first(JobItem.objects.select_for_update(skip_locked=True), job)
        if item is None:
            return False
        _mark(item, _try(job, item, entry))
        # Last, so that the row others look at is locked for a moment only.
        counted = _running(job).update(**_counts(item))
        if not counted:
            transaction.set_rollback(True)
        return bool(counted)


def _outside(job: Job, entry: Registered) -> bool:
    """One item without a transaction; it is marked and counted also when the job was stopped meanwhile."""
    item = _first(JobItem.objects.all(), job)
    if item is None or not _beat(job):
        return False
    outcome = _try(job, item, entry)
    with transaction.atomic():
        if _mark(item, outcome):
            Job.objects.filter(pk=job.pk).update(**_counts(item))
    return True


def _first(items: QuerySet[JobItem], job: Job) -> JobItem | None:
    return items.filter(job_id=job.pk, state=ItemState.WAITING).order_by("position").first()


def _running(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING)


def _try(job: Job, item: JobItem, entry: Registered) -> ItemResult | str:
    """What the handler left behind, or why it failed. What a failed one wrote is rolled back."""
    try:
        if entry.mode == "outside_items":
            outcome: ItemResult | None = entry.run(job, item)
        else:
            with transaction.atomic():
                outcome = entry.run(job, item)
    except _NOT_ITS_FAULT:
        raise
    except DomainError as refused:
        return entry.kind.explain(refused)
    except Exception:
        logger.exception("item %s of job %s failed", item.pk, job.pk)
        return _("Terjadi kesalahan di sistem kami. Coba lagi.")
    return outcome or ItemResult()


def _mark(item: JobItem, outcome: ItemResult | str) -> bool:
    is_done = isinstance(outcome, ItemResult)
    item.state = ItemState.DONE if is_done else ItemState.FAILED
    message = outcome.message if isinstance(outcome, ItemResult) else outcome
    marked = JobItem.objects.filter(pk=item.pk, state=ItemState.WAITING).update(
        state=item.state,
        message=message[:500],
        result=outcome.result if isinstance(outcome, ItemResult) else {},
        finished_at=clock.now(),
    )
    return bool(marked)


def _counts(item: JobItem) -> dict[str, object]:
    column = "succeeded" if item.state == ItemState.DONE else "failed"
    return {"handled": F("handled") + 1, column: F(column) + 1, "beat_at": clock.now()}


def _beat(job: Job) -> bool:
    """Say that the job runs; False when it was stopped, or somebody else is further on."""
    now = clock.now()
    mine = Job.objects.filter(pk=job.pk, turn=job.turn, state__in=UNFINISHED)
    started_at = Coalesce(F("started_at"), now)
    return bool(mine.update(state=JobState.RUNNING, beat_at=now, started_at=started_at))


def _end_turn(job: Job, *, none_waits: bool) -> None:
    """Finish, or ask for the next turn; nothing when the job was stopped.

    Raises RetryLater while another worker still holds the last items: should it die, they wait again.
    """
    running = _running(job)
    if running.filter(handled__gte=F("total")).update(state=JobState.DONE, finished_at=clock.now()):
        return
    with transaction.atomic():
        mine = running.filter(turn=job.turn)
        if none_waits and mine.exists():
            raise RetryLater(2, "another worker holds the last items")
        if mine.update(turn=F("turn") + 1):
            emit(JobContinues(job.pk, turn=job.turn + 1))
