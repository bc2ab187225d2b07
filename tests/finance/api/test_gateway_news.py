"""The gateway's door: who is let in, and that everything is answered and kept."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from finance.gateway import client as gateway_client
from finance.models import GatewayNews
from finance.services.keep_gateway_news import MOST_BYTES
from komship.core.drain import drain
from shipping.sandbox import gateway as sandbox_gateway

pytestmark = pytest.mark.django_db
PATH = "/api/webhooks/payment"
BODY = {"id": "1", "external_id": "TU404", "status": "PAID", "amount": 10_000}


def post(body: Any = BODY, *, token: str = gateway_client.TEST_TOKEN) -> tuple[int, Any]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"X-Callback-Token": token, "Webhook-Id": "d1"}
    answer = Client().post(PATH, raw, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def test_the_sandbox_shows_our_token() -> None:
    assert sandbox_gateway.TOKEN == gateway_client.TEST_TOKEN
    assert sandbox_gateway.SECRET == gateway_client.TEST_SECRET
    assert sandbox_gateway.CALLBACK == PATH
    assert post() == (200, {"status": "success", "code": 200, "message": "OK"})
    assert GatewayNews.objects.get().state == "waiting"


@pytest.mark.parametrize("token", ["", "wrong", f"{gateway_client.TEST_TOKEN} ", "é"])
def test_nobody_else_is_let_in(token: str) -> None:
    assert post(token=token)[0] == 401
    assert not GatewayNews.objects.exists()


def test_production_knows_only_its_own_token(settings: Settings) -> None:
    settings.SETTINGS_MODULE = "komship.settings.prod"
    assert [post()[0], post(token="")[0]] == [401, 401]
    settings.PAYMENT_CALLBACK_TOKEN = "live-token-of-the-gateway"
    assert [post()[0], post(token="live-token-of-the-gateway")[0]] == [401, 200]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe"])
def test_garbage_is_answered_kept_and_harmless(body: bytes) -> None:
    assert post(body)[0] == 200
    drain()
    assert GatewayNews.objects.get().state == "unreadable"


def test_what_is_no_news_at_all_is_refused_in_words() -> None:
    assert post(b"x" * (MOST_BYTES + 1))[0] == 413
    multipart = Client().post(PATH, {"a": "b"}, headers={"X-Callback-Token": gateway_client.TEST_TOKEN})
    assert multipart.status_code == 400
    assert Client().get(PATH).status_code == 405
    assert not GatewayNews.objects.exists()
