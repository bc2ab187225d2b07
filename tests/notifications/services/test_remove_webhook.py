import pytest

from accounts.models import Partner
from komship.core.drain import drain
from notifications.errors import WebhookNotFound
from notifications.models import WebhookDelivery
from notifications.selectors.webhooks import webhooks
from notifications.services import remove_webhook, send_test_event
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def test_what_waits_is_never_sent(siti_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint
    send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)

    remove_webhook(row.pk, partner_id=siti_partner.pk, actor=ACTOR)
    drain()

    assert receiver.heard == []
    assert WebhookDelivery.objects.get().state == WebhookDelivery.State.PARKED
    assert not webhooks(siti_partner.pk).exists()
    with pytest.raises(WebhookNotFound):
        remove_webhook(row.pk, partner_id=siti_partner.pk, actor=ACTOR)


def test_of_others_it_is_not_known(siti_partner: Partner, rina_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint

    with pytest.raises(WebhookNotFound):
        remove_webhook(row.pk, partner_id=rina_partner.pk, actor=ACTOR)
