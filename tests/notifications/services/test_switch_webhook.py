import pytest

from accounts.models import Partner
from komship.core.models import AuditEntry
from komship.lib import clock
from notifications.errors import WebhookNotFound
from notifications.models import WebhookEndpoint
from notifications.services import switch_webhook
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def test_off_and_on_again_with_a_fresh_start(siti_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint
    WebhookEndpoint.objects.filter(pk=row.pk).update(failing_since=clock.now())

    switch_webhook(row.pk, partner_id=siti_partner.pk, is_active=False, actor=ACTOR)
    row.refresh_from_db()
    assert (row.is_active, row.disabled_at is not None) == (False, True)

    for _ in range(2):
        switch_webhook(row.pk, partner_id=siti_partner.pk, is_active=True, actor=ACTOR)
    row.refresh_from_db()
    assert (row.is_active, row.disabled_at, row.failing_since) == (True, None, None)
    assert AuditEntry.objects.filter(action="webhook.switched").count() == 2


def test_of_others_it_is_not_known(siti_partner: Partner, rina_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint

    with pytest.raises(WebhookNotFound):
        switch_webhook(row.pk, partner_id=rina_partner.pk, is_active=False, actor=ACTOR)
