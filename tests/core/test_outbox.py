from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from accounts.models import User
from komship.core import outbox
from komship.core.drain import drain
from komship.core.models import EventDelivery, OutboxEvent
from komship.core.outbox import RetryLater, bring_forward, deliver_due, emit, retry_parked
from komship.core.subscriptions import handles, handles_outside
from komship.lib import clock
from komship.lib.db import NotInTransaction
from tests.core.conftest import Rang

pytestmark = pytest.mark.django_db


def ring(number: int = 1) -> None:
    with transaction.atomic():
        emit(Rang(number))


def listen(run: Callable[[Rang], None]) -> None:
    handles(Rang, name="test.inside")(run)


def later(seconds: int) -> "time_machine.travel":
    return time_machine.travel(clock.now() + timedelta(seconds=seconds), tick=False)


def test_nobody_listens_so_nothing_is_kept() -> None:
    ring()
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_its_cause() -> None:
    with pytest.raises(NotInTransaction):
        emit(Rang(1))


def test_a_cause_that_rolls_back_takes_its_event_along() -> None:
    def cause() -> None:
        with transaction.atomic():
            emit(Rang(1))
            raise ZeroDivisionError

    listen(lambda event: None)
    with pytest.raises(ZeroDivisionError):
        cause()
    assert not EventDelivery.objects.exists()


def test_each_event_is_delivered_once() -> None:
    heard: list[int] = []
    listen(lambda event: heard.append(event.number))
    ring(1)
    ring(2)
    assert drain() == 2
    assert drain() == 0
    assert heard == [1, 2]
    assert set(EventDelivery.objects.values_list("state", flat=True)) == {"done"}


def test_an_inside_handler_shares_its_fate_with_the_delivery() -> None:
    def half(event: Rang) -> None:
        User.objects.create(username=f"u{event.number}", email=f"u{event.number}@example.com")
        raise RuntimeError("half way")

    listen(half)
    ring()
    deliver_due("default")
    assert not User.objects.exists()
    delivery = EventDelivery.objects.get()
    assert (delivery.state, delivery.failures) == ("pending", 1)
    assert "half way" in delivery.last_error


def test_failures_wait_longer_each_time_and_are_parked_in_the_end() -> None:
    def fail(event: Rang) -> None:
        raise RuntimeError("no")

    listen(fail)
    ring()
    waits = []
    for _ in range(outbox.PARK_AFTER_FAILURES):
        with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
            before = clock.now()
            EventDelivery.objects.update(due_at=before)
            deliver_due("default")
            waits.append((EventDelivery.objects.get().due_at - before).total_seconds())
    assert waits[:4] == [5, 10, 20, 40]
    assert max(waits) <= outbox.LONGEST_DELAY_S
    delivery = EventDelivery.objects.get()
    assert delivery.state == "parked"
    assert retry_parked([delivery.pk]) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.failures) == ("pending", 0)


def test_retry_later_is_no_failure() -> None:
    def busy(event: Rang, *, event_id: int) -> None:
        raise RetryLater(90, "courier is down")

    handles_outside(Rang, name="test.outside", queue="carriers")(busy)
    ring()
    deliver_due("carriers")
    delivery = EventDelivery.objects.get()
    assert (delivery.failures, delivery.last_error) == (0, "courier is down")
    assert deliver_due("carriers") == 0
    with later(91):
        assert deliver_due("carriers") == 1


def test_what_was_put_off_can_be_brought_forward() -> None:
    ready: list[bool] = []

    def busy(event: Rang, *, event_id: int) -> None:
        if not ready:
            raise RetryLater(300, "paused")

    handles_outside(Rang, name="test.outside", queue="carriers")(busy)
    ring()
    deliver_due("carriers")
    with transaction.atomic():
        assert bring_forward(["test.other"]) == 0
    assert deliver_due("carriers") == 0
    ready.append(True)
    with transaction.atomic():
        assert bring_forward(["test.outside"]) == 1
    assert deliver_due("carriers") == 1
    assert EventDelivery.objects.get().state == "done"
    with transaction.atomic():
        assert bring_forward(["test.outside"]) == 0


def test_outside_handlers_get_the_events_id_and_no_transaction() -> None:
    seen: list[tuple[int, int]] = []
    depth = len(connection.savepoint_ids)

    def call(event: Rang, *, event_id: int) -> None:
        seen.append((event_id, len(connection.savepoint_ids) - depth))

    handles_outside(Rang, name="test.outside", queue="carriers")(call)
    ring()
    deliver_due("carriers")
    assert seen == [(OutboxEvent.objects.get().pk, 0)]


def test_a_dead_workers_delivery_is_taken_over_when_its_lease_ends() -> None:
    heard: list[int] = []
    listen(lambda event: heard.append(event.number))
    ring()
    outbox._claim("default", 10)
    assert deliver_due("default") == 0
    with later(61):
        assert deliver_due("default") == 1
    assert heard == [1]


def test_a_worker_that_was_thought_dead_changes_nothing_any_more() -> None:
    heard: list[int] = []
    listen(lambda event: heard.append(event.number))
    ring()
    (slow,) = outbox._claim("default", 10)
    with later(61):
        deliver_due("default")
        outbox.run_claim(slow)
    assert heard == [1]


def test_a_lease_is_renewed_before_an_outside_call_unless_it_has_just_begun() -> None:
    leases: list[datetime | None] = []

    def call(event: Rang, *, event_id: int) -> None:
        leases.append(EventDelivery.objects.get().leased_until)

    handles_outside(Rang, name="test.outside", queue="carriers")(call)
    started = clock.now()
    with time_machine.travel(started, tick=False):
        ring()
        (claim,) = outbox._claim("carriers", 10)
    with time_machine.travel(started + timedelta(seconds=9), tick=False):
        outbox.run_claim(claim)
    EventDelivery.objects.update(state="pending", leased_until=started + outbox.LEASE)
    with time_machine.travel(started + timedelta(seconds=10), tick=False):
        outbox.run_claim(claim)
    assert leases == [started + outbox.LEASE, started + timedelta(seconds=10) + outbox.LEASE]


def test_a_handler_that_no_longer_exists_is_parked() -> None:
    listen(lambda event: None)
    ring()
    EventDelivery.objects.update(handler="gone")
    deliver_due("default")
    assert EventDelivery.objects.get().state == "parked"


@pytest.mark.django_db(transaction=True)
def test_nudges_go_out_once_per_queue_after_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    nudged: list[str] = []
    monkeypatch.setattr(outbox, "_nudge", nudged.append)
    listen(lambda event: None)
    with transaction.atomic():
        emit(Rang(1))
        emit(Rang(2))
        assert nudged == []
    assert nudged == ["default"]


@pytest.mark.django_db(transaction=True)
def test_a_lost_nudge_loses_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(queue: str) -> None:
        raise ConnectionError("Redis is gone")

    monkeypatch.setattr(outbox, "_nudge", broken)
    heard: list[int] = []
    listen(lambda event: heard.append(event.number))
    ring()
    assert drain() == 1
    assert heard == [1]


@pytest.mark.django_db(transaction=True)
def test_threads_share_a_batch() -> None:
    seen: list[int] = []

    def call(event: Rang, *, event_id: int) -> None:
        seen.append(event.number)

    handles_outside(Rang, name="test.outside", queue="carriers")(call)
    for number in range(12):
        ring(number)
    assert deliver_due("carriers", threads=3) == 12
    assert sorted(seen) == list(range(12))
    assert EventDelivery.objects.filter(state="done").count() == 12
