from datetime import timedelta

import time_machine

from accounts.models import Partner
from komship.core.drain import drain
from komship.lib import clock
from notifications.models import WebhookAttempt, WebhookDelivery
from notifications.services import forget_deliveries, send_test_event
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def test_after_thirty_days_what_is_over_is_forgotten(siti_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint
    send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)
    drain()
    waiting = send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)

    assert forget_deliveries() == 0
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert forget_deliveries() == 1

    assert list(WebhookDelivery.objects.all()) == [waiting]
    assert not WebhookAttempt.objects.exists()
