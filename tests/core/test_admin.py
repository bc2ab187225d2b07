"""Ops see what waits in the outbox and who decided what, and give parked deliveries another chance."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from komship.core import audit
from komship.core.jobs import JobKind, file_job, kinds
from komship.core.models import AuditEntry, EventDelivery, Job, OutboxEvent
from komship.core.subscriptions import handles, handles_outside
from komship.lib import clock
from tests.core.conftest import Rang

DELIVERIES = "admin:core_eventdelivery_changelist"


@pytest.fixture
def event(db: None) -> OutboxEvent:
    return OutboxEvent.objects.create(topic="order.placed", payload={"order_id": 1}, created_at=clock.now())


def delivery(event: OutboxEvent, handler: str, state: str) -> EventDelivery:
    return EventDelivery.objects.create(
        event=event, handler=handler, queue="default", state=state, failures=12, due_at=clock.now(),
        last_error="TimeoutError: the courier slept",
    )  # fmt: skip


def retry(client: Client, *rows: EventDelivery) -> str:
    chosen = {"action": "retry", "_selected_action": [str(row.pk) for row in rows]}
    return client.post(reverse(DELIVERIES), chosen, follow=True).content.decode()


def test_parked_deliveries_start_afresh(event: OutboxEvent, wati: User, wati_web: Client) -> None:
    parked, done = delivery(event, "a", "parked"), delivery(event, "b", "done")
    assert "1 kiriman dicoba lagi." in retry(wati_web, parked, done)
    parked.refresh_from_db()
    done.refresh_from_db()
    assert (parked.state, parked.failures, done.state) == ("pending", 0, "done")
    entry = AuditEntry.objects.get(action="outbox.retry")
    assert (entry.user_id, entry.channel, entry.target_key) == (wati.pk, "admin", str(parked.pk))


def test_nothing_to_retry(event: OutboxEvent, wati_web: Client) -> None:
    assert "0 kiriman dicoba lagi." in retry(wati_web, delivery(event, "a", "done"))
    assert not AuditEntry.objects.filter(action="outbox.retry").exists()


def test_retry_needs_its_permission(event: OutboxEvent, wati: User, wati_web: Client) -> None:
    parked = delivery(event, "a", "parked")
    User.objects.filter(pk=wati.pk).update(is_superuser=False)
    retry(wati_web, parked)
    parked.refresh_from_db()
    assert parked.state == "parked"


def test_lists_and_their_filters(event: OutboxEvent, wati_web: Client) -> None:
    handles(Rang, name="bell.write")(lambda event: None)
    handles_outside(Rang, name="bell.ring", queue="carriers")(lambda event, *, event_id: None)
    delivery(event, "bell.write", "parked")
    page = reverse(DELIVERIES)
    for query in ({}, {"state__exact": "parked"}, {"queue": "default"}, {"handler": "bell.write"}):
        assert "the courier slept" in wati_web.get(page, query).content.decode(), query
    for query in ({"state__exact": "done"}, {"queue": "carriers"}, {"handler": "bell.ring"}):
        assert "the courier slept" not in wati_web.get(page, query).content.decode(), query
    events = reverse("admin:core_outboxevent_changelist")
    assert wati_web.get(events).context["cl"].result_count == 1
    assert wati_web.get(events, {"topic": "test.rang"}).context["cl"].result_count == 0


def test_audit_trail(wati: User, wati_web: Client) -> None:
    audit.record("order.cancel", "orders.order:17", actor=audit.Actor(wati.pk, "wati", "admin"), reason="uji")
    page = reverse("admin:core_auditentry_changelist")
    assert "orders.order:17" in wati_web.get(page, {"q": "17"}).content.decode()
    assert "orders.order:17" not in wati_web.get(page, {"q": "18"}).content.decode()


def test_jobs_and_their_kinds(wati_web: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    for name in ("test.one", "test.two"):
        file_job(JobKind(name, label=name, right=None))(lambda work: "x")
    Job.objects.create(kind="test.one", title="Ekspor", state="failed", message="Terlalu banyak baris")
    page = reverse("admin:core_job_changelist")
    for query in ({}, {"kind": "test.one"}, {"state__exact": "failed"}):
        assert "Terlalu banyak baris" in wati_web.get(page, query).content.decode(), query
    assert "Terlalu banyak baris" not in wati_web.get(page, {"kind": "test.two"}).content.decode()


def test_everything_is_read_only(event: OutboxEvent, wati_web: Client) -> None:
    audit.record("order.cancel", "orders.order:17")
    rows = {
        "outboxevent": event.pk,
        "eventdelivery": delivery(event, "a", "parked").pk,
        "auditentry": AuditEntry.objects.latest("pk").pk,
        "job": Job.objects.create(kind="test.gone", title="Ekspor").pk,
    }
    for name, pk in rows.items():
        change = reverse(f"admin:core_{name}_change", args=[pk])
        assert wati_web.get(change).status_code == 200, name
        assert wati_web.post(change, {"state": "done"}).status_code == 403, name
        assert wati_web.get(reverse(f"admin:core_{name}_add")).status_code == 403, name
        assert wati_web.post(reverse(f"admin:core_{name}_delete", args=[pk])).status_code == 403, name
