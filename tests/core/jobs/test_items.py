from datetime import timedelta

import pytest
import time_machine
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import User
from komship.core import outbox
from komship.core.drain import drain
from komship.core.jobs import (
    ItemResult,
    Job,
    JobItem,
    JobKind,
    JobOver,
    NothingToResume,
    actor_of,
    cancel_job,
    item_job,
    resume_job,
    running,
)
from komship.core.jobs.events import JobContinues
from komship.core.models import EventDelivery
from komship.core.outbox import RetryLater
from komship.lib import clock
from komship.lib.errors import Conflict, DomainError
from tests.core.jobs.conftest import KIND, SITI, new_job

pytestmark = pytest.mark.django_db


def counts(job: Job) -> tuple[str, int, int, int]:
    job.refresh_from_db()
    return job.state, job.handled, job.succeeded, job.failed


def stubborn(done: list[str], broken: set[str]) -> None:
    """Every reference is noted; those in `broken` fail after having written something."""

    @item_job(KIND)
    def run(job: Job, item: JobItem) -> ItemResult:
        User.objects.create(username=item.reference, email=f"{item.reference}@example.com")
        if item.reference in broken:
            raise Conflict("Stok habis")
        done.append(item.reference)
        return ItemResult(f"Nomor {item.reference}", {"n": item.position})


def test_every_item_once_and_in_order() -> None:
    done: list[str] = []
    stubborn(done, set())
    job = new_job(3)
    assert counts(job) == ("queued", 0, 0, 0)
    assert outbox.deliver_due("bulk") == 1
    assert counts(job) == ("running", 1, 1, 0)
    drain()
    assert counts(job) == ("done", 3, 3, 0)
    assert done == ["1", "2", "3"]
    assert job.started_at is not None
    assert job.finished_at is not None
    item = job.items.get(position=2)
    assert (item.state, item.message, item.result) == ("done", "Nomor 2", {"n": 2})


def test_a_refusal_stays_with_its_item_and_takes_back_what_it_wrote() -> None:
    stubborn([], {"2"})
    job = new_job(3)
    drain()
    assert counts(job) == ("done", 3, 2, 1)
    assert job.items.get(state="failed").message == "Stok habis"
    assert not User.objects.filter(username="2").exists()


def test_a_kind_may_word_its_refusals() -> None:
    def explain(refused: DomainError) -> str:
        return f"Maaf: {refused.message}"

    @item_job(JobKind("test.polite", label="Sopan", right=None, explain=explain))
    def run(job: Job, item: JobItem) -> None:
        raise Conflict("sudah dikirim")

    job = new_job(1, kind="test.polite")
    drain()
    assert job.items.get().message == "Maaf: sudah dikirim"


def test_a_mistake_of_ours_fails_its_item_only(caplog: pytest.LogCaptureFixture) -> None:
    @item_job(KIND)
    def run(job: Job, item: JobItem) -> None:
        if item.position == 1:
            raise ZeroDivisionError

    job = new_job(2)
    drain()
    assert counts(job) == ("done", 2, 1, 1)
    assert "kesalahan" in job.items.get(position=1).message
    assert "ZeroDivisionError" in caplog.text


def test_an_item_may_ask_for_another_call() -> None:
    calls: list[int] = []

    @item_job(KIND)
    def run(job: Job, item: JobItem) -> None:
        calls.append(item.position)
        if len(calls) == 1:
            raise RetryLater(60, "courier is down")

    job = new_job(1)
    drain()
    assert counts(job) == ("running", 0, 0, 0)
    with time_machine.travel(clock.now() + timedelta(seconds=61), tick=False):
        drain()
    assert counts(job)[0] == "done"


def test_failed_items_are_tried_again_and_no_others() -> None:
    done: list[str] = []
    broken = {"2"}
    stubborn(done, broken)
    job = new_job(3)
    drain()
    broken.clear()
    resume_job(1, job.pk)
    assert counts(job) == ("queued", 2, 2, 0)
    drain()
    assert counts(job) == ("done", 3, 3, 0)
    assert done == ["1", "3", "2"]
    with pytest.raises(NothingToResume):
        resume_job(1, job.pk)


def test_a_cancelled_job_stops_before_the_next_item_and_can_go_on() -> None:
    done: list[str] = []
    stubborn(done, set())
    job = new_job(3)
    outbox.deliver_due("bulk")
    cancel_job(1, job.pk)
    drain()
    assert counts(job) == ("cancelled", 1, 1, 0)
    with pytest.raises(JobOver):
        cancel_job(1, job.pk)
    resume_job(1, job.pk)
    drain()
    assert done == ["1", "2", "3"]


def test_cancelling_during_an_item_takes_the_item_back() -> None:
    @item_job(KIND)
    def run(job: Job, item: JobItem) -> None:
        User.objects.create(username="half", email="half@example.com")
        cancel_job(1, job.pk)

    # Here both share a connection, so the item's own cancelling is rolled back with it.
    job = new_job(1)
    outbox.deliver_due("bulk")
    assert not User.objects.exists()
    assert job.items.get().state == "waiting"


def test_a_stale_continuation_does_nothing() -> None:
    done: list[str] = []
    stubborn(done, set())
    job = new_job(2)
    outbox.deliver_due("bulk")
    running.continue_job(JobContinues(job.pk, turn=1), event_id=0)
    assert done == ["1"]
    assert EventDelivery.objects.count() == 2


def test_outside_items_have_no_transaction_and_count_even_when_cancelled() -> None:
    @item_job(KIND, outside=True)
    def call(job: Job, item: JobItem) -> ItemResult | None:
        if item.position == 2:
            cancel_job(1, job.pk)
        if item.position == 1:
            raise Conflict("Kurir menolak")
        return None

    job = new_job(3)
    drain()
    assert counts(job) == ("cancelled", 2, 1, 1)


def test_a_job_speaks_the_language_of_its_starter() -> None:
    heard: list[str] = []

    @item_job(KIND)
    def run(job: Job, item: JobItem) -> None:
        heard.append(translation.get_language() or "")
        gettext("Selesai")

    with translation.override("en"):
        job = new_job(1)
    drain()
    assert heard == ["en"]
    assert actor_of(job).label == SITI.label
    assert actor_of(job).channel == "job"


def test_an_empty_job_is_done() -> None:
    stubborn([], set())
    job = new_job(0)
    drain()
    assert counts(job) == ("done", 0, 0, 0)
