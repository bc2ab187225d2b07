"""Background jobs of one seller, as far as a person may see them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Case, IntegerField, QuerySet, Value, When

from komship.core.jobs import (
    ItemState,
    Job,
    JobItem,
    JobKind,
    JobNotFound,
    JobState,
    job_kind,
    kinds_open_to,
    makes_file,
)

ALL, FAILED, WAITING, DONE = "all", "failed", "waiting", "done"
ITEM_TABS = (ALL, FAILED, WAITING, DONE)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job and what its kind says of it."""

    job: Job
    kind: JobKind
    makes_file: bool

    @property
    def has_file(self) -> bool:
        return self.job.state == JobState.DONE and bool(self.job.file_name)

    @property
    def waiting(self) -> int:
        return (self.job.total or 0) - self.job.handled

    @property
    def leads_on(self) -> bool:
        """Whether who waits for it would go on to its result anyway."""
        return self.kind.leads_on and self.job.state == JobState.DONE and not self.job.failed

    @property
    def is_resumable(self) -> bool:
        return self.job.state in (JobState.FAILED, JobState.CANCELLED) or (
            self.job.state == JobState.DONE and self.job.failed > 0
        )


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One part of a job; `url` is its own page or empty."""

    item: JobItem
    url: str


class JobTable(Sequence[JobRow]):
    """The newest first, one query per slice."""

    def __init__(self, jobs: QuerySet[Job]) -> None:
        self._jobs = jobs

    def __len__(self) -> int:
        return self._jobs.count()

    @overload
    def __getitem__(self, index: int) -> JobRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[JobRow]: ...
    def __getitem__(self, index: int | slice) -> JobRow | list[JobRow]:
        if isinstance(index, int):
            return _row(self._jobs[index])
        return [_row(job) for job in self._jobs[index]]


class ItemTable(Sequence[ItemRow]):
    """One query per slice."""

    def __init__(self, items: QuerySet[JobItem], kind: JobKind) -> None:
        self._items = items
        self._kind = kind

    def __len__(self) -> int:
        return self._items.count()

    @overload
    def __getitem__(self, index: int) -> ItemRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[ItemRow]: ...
    def __getitem__(self, index: int | slice) -> ItemRow | list[ItemRow]:
        if isinstance(index, int):
            return self._row(self._items[index])
        return [self._row(item) for item in self._items[index]]

    def _row(self, item: JobItem) -> ItemRow:
        return ItemRow(item, self._kind.item_url(item) if self._kind.item_url else "")


def job_table(partner_id: int, rights: Collection[int]) -> JobTable:
    """The seller's jobs of kinds that these rights open, the newest first."""
    return JobTable(_visible(partner_id, rights).order_by("-id"))


def job_row(partner_id: int, job_id: int, rights: Collection[int]) -> JobRow:
    """One of them. Raises JobNotFound, also for a kind the rights do not open. One query."""
    job = _visible(partner_id, rights).filter(pk=job_id).first()
    if job is None:
        raise JobNotFound
    return _row(job)


def item_table(row: JobRow, tab: str) -> ItemTable:
    """The job's parts in one state or in all, the failed ones first, else in their order."""
    items = JobItem.objects.filter(job=row.job)
    if tab != ALL:
        return ItemTable(items.filter(state=ItemState(tab)).order_by("position"), row.kind)
    failed_first = Case(
        When(state=ItemState.FAILED, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return ItemTable(items.order_by(failed_first, "position"), row.kind)


def _visible(partner_id: int, rights: Collection[int]) -> QuerySet[Job]:
    return Job.objects.for_partner(partner_id).filter(kind__in=kinds_open_to(rights))


def _row(job: Job) -> JobRow:
    kind = job_kind(job.kind)
    if kind is None:
        raise JobNotFound
    return JobRow(job, kind, makes_file(job.kind))
