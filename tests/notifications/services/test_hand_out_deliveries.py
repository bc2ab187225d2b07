from datetime import timedelta

import time_machine

from accounts.models import Partner
from komship.core.models import OutboxEvent
from komship.lib import clock
from notifications.models import WebhookDelivery
from notifications.services import hand_out_deliveries, send_test_event
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def test_what_is_due_is_handed_out_once(siti_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint
    delivery = send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)
    OutboxEvent.objects.all().delete()

    assert hand_out_deliveries() == 0
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=False):
        assert hand_out_deliveries() == 1
        assert hand_out_deliveries() == 0

    (event,) = OutboxEvent.objects.all()
    assert event.payload == {"delivery_id": delivery.pk, "attempt": 0}


def test_no_more_than_asked_for(siti_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint
    for _ in range(3):
        send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)
    WebhookDelivery.objects.update(next_attempt_at=clock.now() - timedelta(minutes=1))

    assert hand_out_deliveries(limit=2) == 2
    assert hand_out_deliveries(limit=2) == 1
