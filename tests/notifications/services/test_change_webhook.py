import pytest

from accounts.models import Partner
from komship.core.models import AuditEntry
from notifications.errors import WebhookNotFound, WebhookRefused
from notifications.services import change_webhook
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def test_address_and_topics(siti_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint

    change_webhook(
        row.pk,
        partner_id=siti_partner.pk,
        url=f"{receiver.url}/new",
        topics=["parcel.booked"],
        actor=ACTOR,
    )

    row.refresh_from_db()
    assert (row.url, row.topics) == (f"{receiver.url}/new", ["parcel.booked"])
    entry = AuditEntry.objects.get(action="webhook.changed")
    assert (entry.before or {})["url"] == receiver.url


def test_refusals_change_nothing(siti_partner: Partner, rina_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver, "order.created").endpoint

    with pytest.raises(WebhookRefused):
        change_webhook(
            row.pk, partner_id=siti_partner.pk, url="https://10.0.0.1", topics=["order.created"], actor=ACTOR
        )
    with pytest.raises(WebhookNotFound):
        change_webhook(
            row.pk, partner_id=rina_partner.pk, url=receiver.url, topics=["parcel.booked"], actor=ACTOR
        )

    row.refresh_from_db()
    assert (row.url, row.topics) == (receiver.url, ["order.created"])
