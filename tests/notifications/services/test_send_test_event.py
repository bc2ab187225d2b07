import json

import pytest

from accounts.models import Partner
from komship.core.drain import drain
from notifications.errors import WebhookNotFound, WebhookOff
from notifications.models import WebhookDelivery
from notifications.services import send_test_event, switch_webhook
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def test_an_invented_event_that_says_so(siti_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint

    send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)
    drain()

    (heard,) = receiver.heard
    body = json.loads(heard.body)
    assert (body["type"], body["livemode"]) == ("webhook.test", False)
    assert heard.headers["Komship-Event-Type"] == "webhook.test"


def test_refusals(siti_partner: Partner, rina_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint

    with pytest.raises(WebhookNotFound):
        send_test_event(row.pk, partner_id=rina_partner.pk, actor=ACTOR)
    switch_webhook(row.pk, partner_id=siti_partner.pk, is_active=False, actor=ACTOR)
    with pytest.raises(WebhookOff):
        send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)
    assert not WebhookDelivery.objects.exists()
