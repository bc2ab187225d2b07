"""A retry and a replay at the same moment, with more senders than deliveries."""

from collections import Counter
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest

from accounts.models import Partner
from komship.core.models import OutboxEvent
from komship.lib import clock
from notifications.channels.webhooks import post_webhook
from notifications.models import WebhookAttempt, WebhookDelivery
from notifications.rules.webhooks import rendered
from notifications.services import (
    hand_out_deliveries,
    replay_delivery,
    send_delivery,
    send_test_event,
)
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.webhooks import ACTOR, Receiver, make_webhook
from tests.factories.webhooks import receiver as receiver

pytestmark = pytest.mark.django_db(transaction=True)

SENDERS = 4


@pytest.fixture
def partner() -> Partner:
    return make_shop("siti").partner


@pytest.fixture
def failed(partner: Partner, receiver: Receiver) -> WebhookDelivery:
    """Tried once in vain, so that its retry is due."""
    row = make_webhook(partner, receiver).endpoint
    delivery = send_test_event(row.pk, partner_id=partner.pk, actor=ACTOR)
    receiver.status = 500
    send_delivery(delivery.pk, attempt=0)
    receiver.status = 200
    receiver.heard.clear()
    WebhookDelivery.objects.update(next_attempt_at=clock.now() - timedelta(seconds=1))
    return delivery


def send(delivery_id: int, attempt: int) -> str:
    return "sent" if send_delivery(delivery_id, attempt=attempt) else "left alone"


def per_delivery(receiver: Receiver) -> Counter[str]:
    return Counter(heard.headers["Komship-Delivery-Id"] for heard in receiver.heard)


def test_retry_and_replay_are_two_tries_and_none_is_made_twice(
    partner: Partner, receiver: Receiver, failed: WebhookDelivery
) -> None:
    again = replay_delivery(failed.pk, partner_id=partner.pk, actor=ACTOR)

    jobs = [partial(send, failed.pk, 1), partial(send, again.pk, 0)] * SENDERS
    outcomes = at_once(jobs)

    assert outcomes == {"sent": 2, "left alone": 2 * SENDERS - 2}
    assert per_delivery(receiver) == {str(failed.pk): 1, str(again.pk): 1}
    assert len({heard.headers["Komship-Event-Id"] for heard in receiver.heard}) == 1
    tries = WebhookAttempt.objects.values_list("delivery_id", "number").order_by("delivery_id", "number")
    assert list(tries) == [(failed.pk, 1), (failed.pk, 2), (again.pk, 1)]


def test_control_without_the_claim_a_delivery_is_sent_twice(
    receiver: Receiver, failed: WebhookDelivery
) -> None:
    """Both look whether it is due, and both find that it is."""
    both_have_looked = Barrier(2)

    def send_carelessly() -> str:
        delivery = WebhookDelivery.objects.select_related("endpoint").get(pk=failed.pk)
        is_due = delivery.state == WebhookDelivery.State.PENDING
        both_have_looked.wait(timeout=30)
        if is_due:
            headers = {"Komship-Delivery-Id": str(delivery.pk)}
            post_webhook(delivery.endpoint.url, rendered(delivery.body), headers)
            WebhookDelivery.objects.filter(pk=delivery.pk).update(state="delivered", next_attempt_at=None)
        return "sent"

    at_once([send_carelessly, send_carelessly])

    assert per_delivery(receiver) == {str(failed.pk): 2}


def test_sweeps_at_once_hand_a_delivery_out_once(failed: WebhookDelivery) -> None:
    OutboxEvent.objects.all().delete()

    outcomes = at_once([lambda: str(hand_out_deliveries())] * SENDERS)

    assert outcomes == {"1": 1, "0": SENDERS - 1}
    assert OutboxEvent.objects.filter(topic="webhook.due").count() == 1
