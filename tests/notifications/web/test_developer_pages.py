import json
import re

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import ApiKey, Partner
from accounts.selectors.api_keys import live_key
from komship.core.drain import drain
from notifications.models import WebhookDelivery, WebhookEndpoint
from notifications.rules.webhooks import signature
from notifications.selectors.webhooks import secret_of
from notifications.services import send_test_event
from notifications.web.guide import PHP, PYTHON, sample_bodies
from tests.factories.api_keys import make_key
from tests.factories.webhooks import ACTOR, Receiver, make_webhook
from tests.query_counts import QueryBudget

INDEX = "/pengaturan/api/"
KEY = {"name": "Toko web", "mode": "live", "scopes": ["orders:read"], "life_days": "90"}


@pytest.fixture
def hook(siti_partner: Partner, receiver: Receiver) -> WebhookEndpoint:
    return make_webhook(siti_partner, receiver).endpoint


@pytest.fixture
def page(hook: WebhookEndpoint) -> str:
    return f"{INDEX}webhook/{hook.pk}/"


def test_only_the_owner_comes_in(siti_web: Client, budi_web: Client) -> None:
    assert budi_web.get(INDEX).status_code == 403
    assert "API dan webhook" in siti_web.get("/pengaturan/").content.decode()
    assert "API dan webhook" not in budi_web.get("/pengaturan/").content.decode()


def test_a_key_is_shown_once(siti_web: Client) -> None:
    made = siti_web.post(f"{INDEX}kunci/baru/", KEY)

    (token,) = set(re.findall(r"kmsk_[0-9a-f]{64}", made.content.decode()))
    assert live_key(token) is not None
    assert "no-store" in made.headers["Cache-Control"]
    listed = siti_web.get(INDEX).content.decode()
    assert token not in listed
    assert token[:9] in listed


def test_a_bad_form_comes_back_with_words(siti_web: Client) -> None:
    refused = siti_web.post(f"{INDEX}kunci/baru/", {"name": "", "mode": "live"})

    assert refused.status_code == 422
    assert not ApiKey.objects.exists()


def test_a_key_is_revoked(siti_web: Client, siti_partner: Partner) -> None:
    made = make_key(siti_partner)

    siti_web.post(f"{INDEX}kunci/{made.key.pk}/cabut/")

    assert live_key(made.token) is None
    assert siti_web.post(f"{INDEX}kunci/{made.key.pk}/cabut/").status_code == 404


def test_a_webhook_is_added_and_its_secret_shown_once(siti_web: Client, receiver: Receiver) -> None:
    form = {"url": receiver.url, "topics": ["order.created", "parcel.booked"]}

    made = siti_web.post(f"{INDEX}webhook/baru/", form)

    row = WebhookEndpoint.objects.get()
    assert secret_of(row.seed) in made.content.decode()
    assert secret_of(row.seed) not in siti_web.get(f"{INDEX}webhook/{row.pk}/").content.decode()


def test_an_address_inside_is_refused_at_its_field(
    siti_web: Client, receiver: Receiver, settings: Settings
) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = False

    refused = siti_web.post(
        f"{INDEX}webhook/baru/", {"url": "https://127.0.0.1/hook", "topics": ["order.created"]}
    )

    assert refused.status_code == 422
    assert "jaringan internal" in refused.content.decode()


def test_change_switch_and_remove(siti_web: Client, hook: WebhookEndpoint, page: str) -> None:
    siti_web.post(f"{page}ubah/", {"url": f"{hook.url}/2", "topics": ["parcel.booked"]})
    siti_web.post(f"{page}sakelar/", {"aktif": "0"})
    hook.refresh_from_db()
    assert (hook.url[-2:], hook.topics, hook.is_active) == ("/2", ["parcel.booked"], False)
    assert "Webhook ini mati" in siti_web.get(page).content.decode()
    assert "matikan" in siti_web.post(f"{page}uji/", follow=True).content.decode().lower()

    siti_web.post(f"{page}hapus/")

    assert siti_web.get(page).status_code == 404


def test_a_rotated_secret_is_shown_once(siti_web: Client, hook: WebhookEndpoint, page: str) -> None:
    answer = siti_web.post(f"{page}rahasia/")

    hook.refresh_from_db()
    assert secret_of(hook.seed) in answer.content.decode()
    assert "24 jam" in answer.content.decode()


def test_a_test_event_its_tries_and_a_replay(siti_web: Client, page: str, receiver: Receiver) -> None:
    receiver.status, receiver.answer = 500, b"<b>rusak</b>"
    first = siti_web.post(f"{page}uji/")
    drain()
    shown = siti_web.get(first.headers["Location"]).content.decode()
    assert "Dijawab 500" in shown
    assert "&lt;b&gt;rusak" in shown

    receiver.status = 200
    delivery = WebhookDelivery.objects.get()
    again = siti_web.post(f"{INDEX}kiriman/{delivery.pk}/ulang/")
    drain()
    assert "Dijawab 200" in siti_web.get(again.headers["Location"]).content.decode()
    log = siti_web.get(page, {"tab": "delivered"}).content.decode()
    assert log.count("data-row") == 1


def test_the_log_costs_the_queries_it_is_known_for(
    siti_web: Client, siti_partner: Partner, hook: WebhookEndpoint, page: str, query_budget: QueryBudget
) -> None:
    for _ in range(3):
        send_test_event(hook.pk, partner_id=siti_partner.pk, actor=ACTOR)
    siti_web.get(page)

    with query_budget("web:webhook-log"):
        siti_web.get(page)


def test_the_guide_s_code_does_what_it_says(siti_web: Client, time_machine: object) -> None:
    assert "is_from_komship" in siti_web.get(f"{INDEX}panduan/").content.decode()
    names: dict[str, object] = {}
    exec(PYTHON, names)  # noqa: S102 - our own text
    check = names["is_from_komship"]
    assert callable(check)
    now = 1_764_000_000
    time_machine.move_to(now)  # type: ignore[attr-defined]
    body = b'{"id":"evt_1"}'

    assert check(signature(["whsec_b", "whsec_a"], timestamp=now, body=body), body, "whsec_a")
    assert not check(signature(["whsec_b"], timestamp=now, body=body), body, "whsec_a")
    assert not check(signature(["whsec_a"], timestamp=now, body=body), body + b" ", "whsec_a")
    assert not check(signature(["whsec_a"], timestamp=now - 301, body=body), body, "whsec_a")
    assert "hash_equals" in PHP
    assert all(json.loads(text)["type"] == topic for topic, text in sample_bodies())
