import json

import pytest

from komship.core.models import EventDelivery
from shipping.errors import PushTooLarge
from shipping.models import CarrierPush
from shipping.services import keep_push
from shipping.services.keep_push import MOST_BYTES, MOST_GARBAGE

pytestmark = pytest.mark.django_db

BODY = json.dumps(
    {
        "method": "finished_packages",
        "data": [{"order_id": "KOM1", "destination": {"name": "Ayu", "phone": "0812", "Address": "Jl. 1"}}],
    }
).encode()


def waiting() -> int:
    return EventDelivery.objects.filter(handler="shipping.take_push").count()


def test_kept_once_without_people_and_taken_in_later() -> None:
    assert keep_push("kiriminaja", BODY, headers={})
    assert not keep_push("kiriminaja", BODY, headers={})

    push = CarrierPush.objects.get()
    assert (push.state, push.times_seen, waiting()) == (CarrierPush.State.WAITING, 2, 1)
    assert push.last_seen_at > push.received_at
    kept = json.loads(push.body)["data"][0]
    assert kept == {"order_id": "KOM1", "destination": {"name": "***", "phone": "***", "Address": "***"}}


def test_deliveries_of_two_carriers_are_two() -> None:
    assert keep_push("kiriminaja", b"{}", headers={})
    assert keep_push("shipper", b"{}", headers={})
    assert keep_push("shipper", b"{ }", headers={})
    assert CarrierPush.objects.count() == 3


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\x00\xfe", b"[" * 100_000, b"1" * 5_000]
)
def test_garbage_is_kept_and_wakes_nobody(body: bytes) -> None:
    assert keep_push("kiriminaja", body, headers={})

    push = CarrierPush.objects.get()
    assert (push.state, waiting()) == (CarrierPush.State.UNREADABLE, 0)
    assert len(push.body) <= MOST_GARBAGE


def test_odd_texts_inside_good_json_can_be_stored() -> None:
    assert keep_push("kiriminaja", rb'{"method": "\u0000\ud800", "data": [{"order_id": "KOM1"}]}', headers={})
    assert CarrierPush.objects.get().state == CarrierPush.State.WAITING


def test_too_much_is_refused() -> None:
    with pytest.raises(PushTooLarge):
        keep_push("kiriminaja", b"x" * (MOST_BYTES + 1), headers={})
    assert not CarrierPush.objects.exists()
