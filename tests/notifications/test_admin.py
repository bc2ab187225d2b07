import pytest
from django.test import Client

from accounts.models import Partner
from accounts.selectors.api_keys import live_key
from komship.core.models import AuditEntry
from notifications.selectors.webhooks import secret_of
from notifications.services import send_test_event
from tests.factories.api_keys import make_key
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def test_operators_see_webhooks_without_their_secrets_and_switch_them_off(
    wati_web: Client, siti_partner: Partner, receiver: Receiver
) -> None:
    row = make_webhook(siti_partner, receiver).endpoint
    delivery = send_test_event(row.pk, partner_id=siti_partner.pk, actor=ACTOR)
    base = "/admin/notifications"

    detail = wati_web.get(f"{base}/webhookendpoint/{row.pk}/change/").content.decode()
    assert row.url in detail
    assert row.seed not in detail
    assert secret_of(row.seed) not in detail
    assert wati_web.get(f"{base}/webhookdelivery/").status_code == 200
    assert wati_web.get(f"{base}/webhookdelivery/{delivery.pk}/change/").status_code == 200
    for _ in range(2):
        wati_web.post(f"{base}/webhookendpoint/", {"action": "switch_off", "_selected_action": [row.pk]})

    row.refresh_from_db()
    assert not row.is_active
    assert AuditEntry.objects.get(action="webhook.switched").channel == "admin"


def test_operators_revoke_keys(wati_web: Client, siti_partner: Partner) -> None:
    made = make_key(siti_partner)

    assert (
        made.key.digest not in wati_web.get(f"/admin/accounts/apikey/{made.key.pk}/change/").content.decode()
    )
    pages = [
        wati_web.post(
            "/admin/accounts/apikey/", {"action": "revoke", "_selected_action": [made.key.pk]}, follow=True
        )
        for _ in range(2)
    ]

    assert live_key(made.token) is None
    assert "sudah dicabut" in pages[1].content.decode()


@pytest.mark.parametrize("path", ["accounts/apikey", "notifications/webhookendpoint"])
def test_sellers_have_no_business_here(siti_web: Client, path: str) -> None:
    assert siti_web.get(f"/admin/{path}/").status_code in (302, 403)
