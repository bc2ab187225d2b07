"""Background jobs: work that outlives a request, shows how far it is, and survives its worker.

A kind is declared once, in `<app>/jobs.py`, which `AppConfig.ready` imports:

    PICKUP = JobKind("orders.pickup", label=_("Minta pickup"), right=Right.PICKUP_SUBMIT)

    @item_job(PICKUP)
    def ask_for_pickup(job: Job, item: JobItem) -> ItemResult | None:
        order = request_pickup(
            partner_of(job), int(item.reference), slot(job.params), actor=actor_of(job)
        )
        return ItemResult(result={"awb": order.awb})

- **Item jobs** call the handler once per item, in a transaction of its own that also marks the item:
  exactly once in the database, whatever dies. A `DomainError` fails that item with its message (or the
  kind's `explain`), rolls back what the handler wrote, and the next item follows. `outside=True` runs the
  handler without a transaction, for the network: at least once, so it needs an idempotency of its own.
- **File jobs** (`@file_job(KIND)`, `def make(work: FileWork) -> str`) write bytes to `work.out`, tell
  `work.progress(handled, total)` now and then, and return the file's name for people. No transaction, at
  least once. A `DomainError` fails the job with its message.

`start_job(NewJob(kind="orders.pickup", ...))` runs in the caller's transaction and returns the row; with a
`request_key` the same start gives the same job. `cancel_job` stops before the next item; `resume_job` tries
failed items again. `/pekerjaan/<id>/` shows any job to members of its partner who hold the kind's right.
Jobs and their files are forgotten after 14 days. See docs/howto/background-jobs.md.
"""

from komship.core.jobs.changing import cancel_job, resume_job
from komship.core.jobs.errors import JobNotFound, JobOver, NothingToResume, TooManyItems, TooManyJobs
from komship.core.jobs.files import open_job_file, private_files
from komship.core.jobs.kinds import (
    FileWork,
    ItemResult,
    JobKind,
    file_job,
    item_job,
    job_kind,
    kinds_open_to,
    makes_file,
)
from komship.core.jobs.starting import NewItem, NewJob, actor_of, partner_of, start_job
from komship.core.models import ItemState, Job, JobItem, JobState

__all__ = [
    "FileWork",
    "ItemResult",
    "ItemState",
    "Job",
    "JobItem",
    "JobKind",
    "JobNotFound",
    "JobOver",
    "JobState",
    "NewItem",
    "NewJob",
    "NothingToResume",
    "TooManyItems",
    "TooManyJobs",
    "actor_of",
    "cancel_job",
    "file_job",
    "item_job",
    "job_kind",
    "kinds_open_to",
    "makes_file",
    "open_job_file",
    "partner_of",
    "private_files",
    "resume_job",
    "start_job",
]
