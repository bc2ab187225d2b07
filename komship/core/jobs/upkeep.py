"""Forget old jobs with their files, and stop waiting for those whose worker never came back."""

from datetime import timedelta

from django.utils.translation import gettext as _

from komship.core.jobs.files import private_files
from komship.core.models import Job, JobState
from komship.core.sweeps import sweep
from komship.lib import clock

KEEP_FOR = timedelta(days=14)
# Longer than all the tries of the outbox take together.
SILENT_FOR = timedelta(hours=6)
AT_ONCE = 50


@sweep(name="core.forget_jobs", every_s=3600, queue="bulk")
def forget_old_jobs() -> int:
    """The file goes first: a row without its file can be swept again, a file without its row cannot."""
    old = Job.objects.filter(created_at__lt=clock.now() - KEEP_FOR).order_by("created_at")[:AT_ONCE]
    jobs = list(old)
    for job in jobs:
        if job.file:
            private_files().delete(job.file)
        Job.objects.filter(pk=job.pk).delete()
    return len(jobs)


@sweep(name="core.fail_silent_jobs", every_s=3600, queue="bulk")
def fail_silent_jobs() -> int:
    """Let people see, and resume, what parked in the outbox."""
    silent = Job.objects.unfinished().filter(beat_at__lt=clock.now() - SILENT_FOR)
    text = _("Pekerjaan ini terhenti di sistem kami. Lanjutkan untuk mencoba lagi.")
    return silent.update(state=JobState.FAILED, message=text, finished_at=clock.now())
