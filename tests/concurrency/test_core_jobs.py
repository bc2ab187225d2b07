"""Background jobs under two workers, a canceller, and death. Every race has a control."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet

from komship.core import outbox
from komship.core.drain import drain
from komship.core.jobs import Job, JobItem, JobKind, cancel_job, item_job, kinds, running
from komship.core.jobs.events import JobContinues
from komship.core.models import OutboxEvent
from komship.lib import clock
from tests.concurrency.at_once import at_once
from tests.core.jobs.conftest import new_job

pytestmark = pytest.mark.django_db(transaction=True)

KIND = JobKind("test.count", label="Hitung", right=None)


class Killed(BaseException):
    """The worker's process is gone."""


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})


def leave_a_trace(item: JobItem) -> None:
    OutboxEvent.objects.create(topic="test.done", payload=item.position, created_at=clock.now())


def traces() -> list[int]:
    return sorted(OutboxEvent.objects.filter(topic="test.done").values_list("payload", flat=True))


def turn(job: Job) -> str:
    try:
        running.continue_job(JobContinues(job.pk, turn=1), event_id=0)
    except outbox.RetryLater:
        return "later"
    return "ended"


def met_once(parties: int) -> "Iterator[threading.Barrier | None]":
    """A meeting point for the first item of each worker."""
    barrier = threading.Barrier(parties)
    for _ in range(parties):
        yield barrier
    while True:
        yield None


def meeting(parties: int) -> None:
    """Every item leaves a trace; the workers' first items are under way at the same time."""
    meetings = met_once(parties)
    lock = threading.Lock()

    @item_job(KIND)
    def run(job: Job, item: JobItem) -> None:
        with lock:
            barrier = next(meetings)
        leave_a_trace(item)
        if barrier is not None:
            barrier.wait(timeout=20)


def test_two_workers_share_a_job_item_by_item() -> None:
    meeting(2)
    job = new_job(8)
    assert at_once([partial(turn, job)] * 2).total() == 2
    drain(with_sweeps=False)
    job.refresh_from_db()
    assert (job.state, job.handled, job.succeeded) == ("done", 8, 8)
    assert traces() == list(range(1, 9))


def test_control_two_workers_without_the_items_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    def unlocked(items: QuerySet[JobItem], job: Job) -> JobItem | None:
        return JobItem.objects.filter(job=job, state="waiting").order_by("position").first()

    monkeypatch.setattr(running, "_first", unlocked)
    # The faster worker must not end the job before the slower one has counted its item.
    monkeypatch.setattr(running, "_end_turn", lambda job, *, none_waits: None)
    meeting(2)
    job = new_job(1)
    at_once([partial(turn, job)] * 2)
    assert traces() == [1, 1]


def cancelled_midway() -> Job:
    """A job that is cancelled by somebody else while its first item is under way."""

    def cancel() -> None:
        cancel_job(1, job.pk)
        connection.close()

    @item_job(KIND)
    def run(running_job: Job, item: JobItem) -> None:
        leave_a_trace(item)
        stranger = threading.Thread(target=cancel)
        stranger.start()
        stranger.join(timeout=20)

    job = new_job(1)
    turn(job)
    job.refresh_from_db()
    return job


def test_cancel_wins_against_the_item_under_way() -> None:
    job = cancelled_midway()
    assert (job.state, job.handled) == ("cancelled", 0)
    assert traces() == []


def test_control_cancel_without_looking_at_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_running", lambda job: Job.objects.filter(pk=job.pk))
    cancelled_midway()
    assert traces() == [1]


def start(request_key: str | None) -> str:
    return str(new_job(1, request_key=request_key).pk)


def test_starting_twice_with_one_key_is_one_job() -> None:
    item_job(KIND)(lambda job, item: None)
    assert len(at_once([partial(start, "click")] * 5)) == 1
    assert Job.objects.count() == 1
    assert JobItem.objects.count() == 1


def test_control_starting_without_a_key() -> None:
    item_job(KIND)(lambda job, item: None)
    assert len(at_once([partial(start, None)] * 3)) == 3


def killed_at_the_second(job: Job) -> None:
    """Its worker dies after the second item's work and before its mark; another one takes over."""
    with pytest.raises(Killed):
        outbox.deliver_due("bulk")
    job.refresh_from_db()
    assert job.handled == 1
    with time_machine.travel(clock.now() + timedelta(seconds=61), tick=True):
        drain(with_sweeps=False)
    job.refresh_from_db()
    assert (job.state, job.succeeded) == ("done", 3)


def dying(*, outside: bool) -> Job:
    lives = iter([True])

    @item_job(KIND, outside=outside)
    def run(job: Job, item: JobItem) -> None:
        leave_a_trace(item)
        if item.position == 2 and next(lives, False):
            raise Killed

    return new_job(3)


def test_a_killed_worker_leaves_no_item_twice() -> None:
    killed_at_the_second(dying(outside=False))
    assert traces() == [1, 2, 3]


def test_control_items_without_a_transaction_are_done_again() -> None:
    killed_at_the_second(dying(outside=True))
    assert traces() == [1, 2, 2, 3]
