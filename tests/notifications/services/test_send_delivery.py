from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings

from accounts.models import Partner
from komship.core.drain import drain
from komship.lib import clock
from notifications.models import InboxMessage, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from notifications.rules.webhooks import SIGNATURE_HEADER, WAITS, signature
from notifications.services import MadeWebhook, send_delivery, send_test_event, switch_webhook
from notifications.services.send_delivery import LEASE
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


@pytest.fixture
def made(siti_partner: Partner, receiver: Receiver) -> MadeWebhook:
    return make_webhook(siti_partner, receiver)


@pytest.fixture
def waiting(siti_partner: Partner, made: MadeWebhook) -> WebhookDelivery:
    return send_test_event(made.endpoint.pk, partner_id=siti_partner.pk, actor=ACTOR)


def test_signed_named_and_recorded(made: MadeWebhook, receiver: Receiver, waiting: WebhookDelivery) -> None:
    receiver.answer = b"terima kasih\x00" + b"x" * 5_000

    assert send_delivery(waiting.pk, attempt=0)

    (heard,) = receiver.heard
    mark = heard.headers[SIGNATURE_HEADER]
    timestamp = int(mark.split(",")[0].removeprefix("t="))
    assert mark == signature([made.secret], timestamp=timestamp, body=heard.body)
    assert heard.headers["Komship-Event-Id"] == waiting.event_id
    assert heard.headers["Content-Type"] == "application/json; charset=utf-8"
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_status, waiting.next_attempt_at) == ("delivered", 200, None)
    attempt = WebhookAttempt.objects.get()
    assert (attempt.http_status, len(attempt.answer), attempt.answer[:12]) == (200, 1_000, "terima kasih")


def test_a_try_that_was_made_is_not_made_again(receiver: Receiver, waiting: WebhookDelivery) -> None:
    receiver.status = 500

    assert send_delivery(waiting.pk, attempt=0)
    assert not send_delivery(waiting.pk, attempt=0)
    assert send_delivery(waiting.pk, attempt=1)

    assert len(receiver.heard) == 2


@pytest.mark.parametrize(("status", "error"), [(302, ""), (404, ""), (500, ""), (0, "broken")])
def test_whatever_is_not_2xx_is_tried_again(
    receiver: Receiver, waiting: WebhookDelivery, status: int, error: str
) -> None:
    receiver.status = status
    now = clock.now()

    with time_machine.travel(now, tick=False):
        send_delivery(waiting.pk, attempt=0)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_status, waiting.last_error) == ("pending", status or None, error)
    assert waiting.next_attempt_at == now + WAITS[0]


def test_nobody_listens(receiver: Receiver, made: MadeWebhook, waiting: WebhookDelivery) -> None:
    WebhookEndpoint.objects.update(url="http://127.0.0.1:1/hook")

    send_delivery(waiting.pk, attempt=0)

    waiting.refresh_from_db()
    assert waiting.last_error == "connect"


def test_a_name_that_leads_inside_meanwhile_is_not_called(
    receiver: Receiver, waiting: WebhookDelivery, settings: Settings
) -> None:
    """Names can be pointed elsewhere after they were saved."""
    settings.WEBHOOKS_TO_LOOPBACK = False
    WebhookEndpoint.objects.update(url=receiver.url.replace("http:", "https:"))

    send_delivery(waiting.pk, attempt=0)

    waiting.refresh_from_db()
    assert (waiting.last_error, receiver.heard) == ("forbidden", [])


def test_parked_after_a_day_and_shown_with_every_try(receiver: Receiver, waiting: WebhookDelivery) -> None:
    receiver.status = 503
    start = clock.now()
    moment = start
    for _ in range(len(WAITS) + 1):
        with time_machine.travel(moment, tick=False):
            drain()
        waiting.refresh_from_db()
        moment = waiting.next_attempt_at or moment

    assert waiting.state == WebhookDelivery.State.PARKED
    assert [row.number for row in waiting.tries.order_by("number")] == list(range(1, len(WAITS) + 2))
    assert timedelta(hours=22) < moment - start < timedelta(hours=26)


def test_a_sender_that_died_is_followed_by_another(receiver: Receiver, waiting: WebhookDelivery) -> None:
    """The try was claimed and nobody saw its end: it stays in the log, and the next one is made."""
    now = clock.now()
    WebhookDelivery.objects.filter(pk=waiting.pk).update(attempts=1, next_attempt_at=now + LEASE)
    WebhookAttempt.objects.create(delivery=waiting, number=1, started_at=now)

    drain()
    assert receiver.heard == [], "the lease still runs"
    with time_machine.travel(now + LEASE + timedelta(seconds=1), tick=False):
        drain()

    assert len(receiver.heard) == 1
    assert [row.ended_at is None for row in waiting.tries.order_by("number")] == [True, False]


def test_switched_off_means_parked(
    siti_partner: Partner, receiver: Receiver, waiting: WebhookDelivery
) -> None:
    switch_webhook(waiting.endpoint_id, partner_id=siti_partner.pk, is_active=False, actor=ACTOR)

    drain()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error, receiver.heard) == ("parked", "off", [])


def test_three_days_of_failures_switch_it_off_and_the_owner_is_told_once(
    siti_partner: Partner, made: MadeWebhook, receiver: Receiver, waiting: WebhookDelivery
) -> None:
    receiver.status = 500
    send_delivery(waiting.pk, attempt=0)
    made.endpoint.refresh_from_db()
    assert made.endpoint.failing_since is not None
    assert made.endpoint.is_active

    WebhookEndpoint.objects.update(failing_since=clock.now() - timedelta(days=3))
    send_delivery(waiting.pk, attempt=1)

    made.endpoint.refresh_from_db()
    assert (made.endpoint.is_active, made.endpoint.disabled_at is not None) == (False, True)
    letter = InboxMessage.objects.get(partner=siti_partner)
    assert receiver.url in letter.body


def test_one_success_forgives_all_failures(
    made: MadeWebhook, receiver: Receiver, waiting: WebhookDelivery
) -> None:
    WebhookEndpoint.objects.update(failing_since=clock.now() - timedelta(days=9))

    send_delivery(waiting.pk, attempt=0)

    made.endpoint.refresh_from_db()
    assert (made.endpoint.failing_since, made.endpoint.is_active) == (None, True)
