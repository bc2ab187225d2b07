import pytest

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import AuditEntry
from notifications.errors import DeliveryNotFound, WebhookOff
from notifications.models import WebhookDelivery
from notifications.services import replay_delivery, send_test_event, switch_webhook
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


@pytest.fixture
def sent(siti_partner: Partner, receiver: Receiver) -> WebhookDelivery:
    row = make_webhook(siti_partner, receiver).endpoint
    delivery = send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)
    drain()
    return delivery


def test_the_same_event_goes_out_again(
    siti_partner: Partner, receiver: Receiver, sent: WebhookDelivery
) -> None:
    again = replay_delivery(sent.pk, partner_id=siti_partner.pk, actor=ACTOR)
    drain()

    first, second = receiver.heard
    assert (first.body, first.headers["Komship-Event-Id"]) == (
        second.body,
        second.headers["Komship-Event-Id"],
    )
    assert first.headers["Komship-Delivery-Id"] != second.headers["Komship-Delivery-Id"]
    third = replay_delivery(again.pk, partner_id=siti_partner.pk, actor=ACTOR)
    assert (again.replays_id, third.replays_id) == (sent.pk, sent.pk)
    assert AuditEntry.objects.filter(action="webhook.replayed").count() == 2


def test_refusals(siti_partner: Partner, rina_partner: Partner, sent: WebhookDelivery) -> None:
    with pytest.raises(DeliveryNotFound):
        replay_delivery(sent.pk, partner_id=rina_partner.pk, actor=ACTOR)
    switch_webhook(sent.endpoint_id, partner_id=siti_partner.pk, is_active=False, actor=ACTOR)
    with pytest.raises(WebhookOff):
        replay_delivery(sent.pk, partner_id=siti_partner.pk, actor=ACTOR)
