"""The carriers' doors: who is let in, what is answered, and that it is answered at once."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from komship.core.drain import drain
from shipping.carriers.registry import KIRIMINAJA_TEST_TOKEN
from shipping.models import CarrierPush, Shipment
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.pushes import push_of
from shipping.sandbox.server import SandboxServer
from shipping.services.keep_push import MOST_BYTES
from tests.factories.shipping import booked_parcel, tracked_by_kiriminaja

pytestmark = pytest.mark.usefixtures("couriers")

KIRIMINAJA, SHIPPER = "/api/webhooks/kiriminaja", "/api/webhooks/shipper"
TOKEN = f"Bearer {KIRIMINAJA_TEST_TOKEN}"
BODY = {"method": "finished_packages", "data": [{"order_id": "KOM404", "finished_at": "2026-11-21 10:00:00"}]}


@pytest.fixture(autouse=True)
def _sandbox_is_the_carrier(settings: Settings) -> None:
    settings.KIRIMINAJA_BASE_URL, settings.KIRIMINAJA_TOKEN = "http://127.0.0.1:1", ""


def post(path: str, body: Any, *, token: str = "", content_type: str = "application/json") -> tuple[int, Any]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": token} if token else {}
    answer = Client().post(path, raw, content_type=content_type, headers=headers)
    return answer.status_code, answer.json()


def test_kiriminaja_is_let_in_by_our_token() -> None:
    assert post(KIRIMINAJA, BODY, token=TOKEN) == (200, {"status": "success", "code": 200, "message": "OK"})
    assert CarrierPush.objects.get().carrier == "kiriminaja"


@pytest.mark.parametrize(
    "token", ["", "Bearer wrong", "Bearer", "Bearer ", KIRIMINAJA_TEST_TOKEN, "Bearer é"]
)
def test_nobody_else_is(token: str) -> None:
    status, answer = post(KIRIMINAJA, BODY, token=token)
    assert (status, answer["status"]) == (401, "failed")
    assert not CarrierPush.objects.exists()


def test_production_without_a_token_is_closed(settings: Settings) -> None:
    settings.SETTINGS_MODULE = "komship.settings.prod"
    for token in (TOKEN, "Bearer "):
        assert post(KIRIMINAJA, BODY, token=token)[0] == 401


def test_sellers_token_does_not_open_it(siti_api: Any) -> None:
    assert siti_api.post(KIRIMINAJA, BODY, format="json").status_code == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"data": 1}', b"a=1&b=2"])
def test_garbage_is_answered_kept_and_harmless(body: bytes) -> None:
    for content_type in ("application/json", "application/x-www-form-urlencoded", "text/plain"):
        assert post(KIRIMINAJA, body, token=TOKEN, content_type=content_type)[0] == 200
    drain()
    push = CarrierPush.objects.get()
    assert (push.state, push.times_seen) == ("unreadable", 3)


def test_what_is_no_push_at_all_is_refused_in_words() -> None:
    status, answer = post(SHIPPER, b"x" * (MOST_BYTES + 1))
    assert (status, answer["message"]) == (413, "Permintaan terlalu besar.")
    multipart = Client().post(SHIPPER, {"a": "b"})
    assert (multipart.status_code, multipart.json()["message"]) == (400, "Kirim JSON.")
    assert Client().get(SHIPPER).status_code == 405
    assert not CarrierPush.objects.exists()


def test_too_many_pushes_wait(settings: Settings) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "push": (2, 3_600)}
    assert [post(SHIPPER, {"n": n})[0] for n in range(3)] == [200, 200, 429]


def test_the_answer_does_not_wait_for_the_work(
    siti_partner: Partner, kiriminaja_answers: SandboxServer
) -> None:
    tracked_by_kiriminaja()
    shipment = booked_parcel(siti_partner)
    parcel = kiriminaja_answers.world.find(shipment.reference)
    kiriminaja_answers.world.move(parcel, MoveOrder(to=Move.DELIVERED))
    push = push_of(parcel, sender="kiriminaja")

    # Savepoint, look, savepoint, push, release, event, delivery, release.
    with assertNumQueries(7):
        assert post(push.path, push.body, token=push.headers["Authorization"])[0] == 200
    shipment.refresh_from_db()
    assert shipment.status == "ready_to_ship"
    drain()
    assert Shipment.objects.get().status == "delivered"


def test_anybody_may_hint_and_gains_nothing(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    shipment = booked_parcel(siti_partner)
    body = {"external_id": shipment.reference, "awb": shipment.awb, "internal_status": {"code": 2000}}
    assert post(SHIPPER, body)[0] == 200
    drain()
    shipment.refresh_from_db()
    assert (shipment.status, CarrierPush.objects.get().state) == ("ready_to_ship", "unknown_parcel")
