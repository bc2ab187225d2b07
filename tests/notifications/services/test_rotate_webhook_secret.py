from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from komship.core.drain import drain
from komship.lib import clock
from notifications.errors import WebhookNotFound
from notifications.rules.webhooks import SIGNATURE_HEADER, signature
from notifications.services import rotate_webhook_secret, send_test_event
from tests.factories.webhooks import ACTOR, Receiver, make_webhook


def signed_with(receiver: Receiver, secrets: list[str]) -> bool:
    heard = receiver.heard[-1]
    mark = heard.headers[SIGNATURE_HEADER]
    timestamp = int(mark.split(",")[0].removeprefix("t="))
    return mark == signature(secrets, timestamp=timestamp, body=heard.body)


def test_both_secrets_sign_for_a_day(siti_partner: Partner, receiver: Receiver) -> None:
    made = make_webhook(siti_partner, receiver)
    row, partner_id = made.endpoint, siti_partner.pk

    new = rotate_webhook_secret(row.pk, partner_id=partner_id, actor=ACTOR)
    send_test_event(row.pk, partner_id=partner_id, actor=ACTOR)
    drain()

    assert new.secret != made.secret
    assert signed_with(receiver, [new.secret, made.secret])
    with time_machine.travel(clock.now() + timedelta(hours=24, seconds=1), tick=False):
        send_test_event(row.pk, partner_id=partner_id, actor=ACTOR)
        drain()
        assert signed_with(receiver, [new.secret])


def test_rotating_twice_ends_the_oldest_at_once(siti_partner: Partner, receiver: Receiver) -> None:
    row, partner_id = make_webhook(siti_partner, receiver).endpoint, siti_partner.pk

    first = rotate_webhook_secret(row.pk, partner_id=partner_id, actor=ACTOR)
    second = rotate_webhook_secret(row.pk, partner_id=partner_id, actor=ACTOR)
    send_test_event(row.pk, partner_id=partner_id, actor=ACTOR)
    drain()

    assert signed_with(receiver, [second.secret, first.secret])


def test_of_others_it_is_not_known(siti_partner: Partner, rina_partner: Partner, receiver: Receiver) -> None:
    row = make_webhook(siti_partner, receiver).endpoint

    with pytest.raises(WebhookNotFound):
        rotate_webhook_secret(row.pk, partner_id=rina_partner.pk, actor=ACTOR)
