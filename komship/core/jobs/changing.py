"""Stop a job, or try again what failed in it."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from komship.core import audit
from komship.core.audit import Actor
from komship.core.jobs.errors import JobNotFound, JobOver, NothingToResume
from komship.core.jobs.events import JobContinues
from komship.core.models import ItemState, Job, JobItem, JobState
from komship.core.outbox import emit
from komship.lib import clock


def cancel_job(partner_id: int | None, job_id: int, *, actor: Actor | None = None) -> None:
    """Stop before the next item, or before the file is finished. What is done stays done.

    One conditional UPDATE; an item under way is rolled back or, outside a transaction, still counted.
    Raises JobNotFound, JobOver.
    """
    with transaction.atomic():
        mine = Job.objects.for_partner(partner_id).filter(pk=job_id)
        stopped = mine.unfinished().update(state=JobState.CANCELLED, finished_at=clock.now())
        job = mine.first()
        if job is None:
            raise JobNotFound
        if not stopped:
            raise JobOver(_("Pekerjaan ini sudah berakhir."))
        audit.record("job.cancel", job, actor=actor)


def resume_job(partner_id: int | None, job_id: int, *, actor: Actor | None = None) -> None:
    """Try failed items again and go on with those that never had their turn; a file is made anew.

    It goes on in the name of who started it; who resumed it is in the audit trail. Locks the
    job. Raises JobNotFound, NothingToResume.
    """
    with transaction.atomic():
        job = Job.objects.for_partner(partner_id).select_for_update().filter(pk=job_id).first()
        if job is None:
            raise JobNotFound
        open_items = job.items.exclude(state=ItemState.DONE)
        if not job.is_finished or (job.state == JobState.DONE and not open_items.exists()):
            raise NothingToResume(_("Tidak ada yang perlu diulang."))
        retried = JobItem.objects.filter(job=job, state=ItemState.FAILED).update(
            state=ItemState.WAITING, message="", result={}, finished_at=None
        )
        now = clock.now()
        Job.objects.filter(pk=job.pk).update(
            state=JobState.QUEUED,
            turn=F("turn") + 1,
            attempts=0,
            handled=F("handled") - retried,
            failed=F("failed") - retried,
            message="",
            beat_at=now,
            finished_at=None,
        )
        audit.record("job.resume", job, actor=actor)
        emit(JobContinues(job.pk, turn=job.turn + 1))
