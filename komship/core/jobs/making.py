"""A file job: one worker at a time makes the file, and only the latest one may hand it in."""

import tempfile
from datetime import timedelta

from django.core.files import File
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from komship.core.jobs.files import file_title, new_name, private_files
from komship.core.jobs.kinds import FileWork, Progress, Registered
from komship.core.models import Job, JobState
from komship.core.models.job import UNFINISHED, JobQuerySet
from komship.core.outbox import RetryLater
from komship.lib import clock
from komship.lib.errors import DomainError

# A worker that has told no progress for this long is taken for dead.
SILENCE = timedelta(seconds=90)
MOST_TRIES = 5


class JobStopped(Exception):
    """Cancelled, or taken over by another worker: nobody waits for this file any more."""


def make_file(job: Job, entry: Registered) -> None:
    """Make the file, keep it where only its owners look, and finish the job.

    Not in a transaction. The name in storage is noted before anything lies there, so that no file
    is ever forgotten. Raises RetryLater while another worker is at it, and what the handler raises.
    """
    taken = _take_up(job)
    if taken is None:
        return
    try:
        with tempfile.TemporaryFile() as out:
            name = entry.run(FileWork(job, out, _progress(taken)))
            out.seek(0)
            private_files().save(job.file, File(out))
        _hand_in(taken, file_title(name))
    except JobStopped:
        private_files().delete(job.file)
    except DomainError as refused:
        taken.update(
            state=JobState.FAILED, message=entry.kind.explain(refused)[:500], finished_at=clock.now()
        )
    except Exception:
        # Back into the queue; the outbox calls again, later each time.
        taken.update(state=JobState.QUEUED)
        raise


def _take_up(job: Job) -> JobQuerySet | None:
    """The job as long as it is ours, or None when it is not to be done (any more)."""
    now = clock.now()
    mine = Job.objects.filter(pk=job.pk, turn=job.turn, state__in=UNFINISHED)
    is_free = Q(state=JobState.QUEUED) | Q(beat_at__lt=now - SILENCE)
    free = mine.filter(is_free, attempts=job.attempts)
    if job.attempts >= MOST_TRIES and _give_up(free):
        return None
    before, job.file = job.file, new_name(job)
    taken = free.update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        file=job.file,
        handled=0,
        beat_at=now,
        started_at=Coalesce(F("started_at"), now),
    )
    if not taken:
        if mine.exists():
            raise RetryLater(30, "another worker makes the file")
        return None
    if before:
        private_files().delete(before)
    return Job.objects.filter(pk=job.pk, turn=job.turn, attempts=job.attempts + 1, state=JobState.RUNNING)


def _give_up(free: JobQuerySet) -> bool:
    text = _("Terjadi kesalahan di sistem kami. Coba lagi.")
    return bool(free.update(state=JobState.FAILED, message=text, finished_at=clock.now()))


def _progress(taken: JobQuerySet) -> Progress:
    def tell(handled: int, total: int | None = None) -> None:
        known = {} if total is None else {"total": total}
        if not taken.update(handled=handled, beat_at=clock.now(), **known):
            raise JobStopped

    return tell


def _hand_in(taken: JobQuerySet, file_name: str) -> None:
    done = taken.update(state=JobState.DONE, file_name=file_name, total=F("handled"), finished_at=clock.now())
    if not done:
        raise JobStopped
