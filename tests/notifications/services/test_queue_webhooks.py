"""Events of orders and parcels, from where they happen to the seller's server."""

import json
from typing import Any

import pytest
from django.db import transaction
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from komship.core.drain import drain
from komship.lib.db import NotInTransaction
from notifications.models import WebhookDelivery
from notifications.rules.webhooks import SAMPLES, Topic
from notifications.services import queue_webhooks, switch_webhook
from tests.factories.orders import Market, move_parcel
from tests.factories.sandbox import answer_next
from tests.factories.webhooks import ACTOR, Receiver, make_webhook

REFUSAL = '{"detail":[{"status":"Error","reason":"Origin Code CGK10000 Not Exists","cnote_no":null}]}'


def heard(receiver: Receiver) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in receiver.heard]


def test_the_whole_life_of_a_parcel_is_told(market: Market, receiver: Receiver) -> None:
    make_webhook(market.partner, receiver)

    order = move_parcel(market, market.packed(), "delivered")

    told = heard(receiver)
    assert {one["type"] for one in told} >= {
        Topic.ORDER_CREATED,
        Topic.ORDER_STATUS_CHANGED,
        Topic.PARCEL_BOOKED,
        Topic.PARCEL_STATUS_CHANGED,
    }
    for one in told:
        assert one["data"]["number"] == order.number
        assert set(one["data"]) == set(SAMPLES[one["type"]]), one
        assert one["livemode"] is True
    assert len({one["id"] for one in told}) == len(told)
    delivered = [one for one in told if one["data"].get("after") == "delivered"]
    assert {one["type"] for one in delivered} == {Topic.ORDER_STATUS_CHANGED, Topic.PARCEL_STATUS_CHANGED}


def test_nothing_of_a_buyer_leaves(market: Market, receiver: Receiver) -> None:
    make_webhook(market.partner, receiver)

    order = move_parcel(market, market.packed(), "problem")

    text = b"".join(one.body for one in receiver.heard).decode()
    assert order.recipient_name not in text
    assert order.recipient_phone not in text
    assert order.address_line not in text
    assert Topic.ORDER_UPDATED in text


def test_a_refused_booking_is_told(market: Market, receiver: Receiver) -> None:
    make_webhook(market.partner, receiver, "parcel.refused")
    order = market.order()
    answer_next(market.sandbox, REFUSAL)

    market.ask_pickup(order)
    drain()

    (told,) = heard(receiver)
    assert told["type"] == Topic.PARCEL_REFUSED
    assert told["data"]["reason"]


def test_only_those_who_want_to_hear(market: Market, rina_partner: Partner, receiver: Receiver) -> None:
    make_webhook(market.partner, receiver, "parcel.booked")
    make_webhook(rina_partner, receiver)
    off = make_webhook(market.partner, receiver).endpoint
    switch_webhook(off.pk, partner_id=market.partner.pk, is_active=False, actor=ACTOR)

    market.packed()

    assert [one["type"] for one in heard(receiver)] == [Topic.PARCEL_BOOKED]


@pytest.mark.django_db
def test_all_addresses_of_a_seller_hear_of_the_same_event(siti_partner: Partner, receiver: Receiver) -> None:
    for _ in range(2):
        make_webhook(siti_partner, receiver)

    with transaction.atomic():
        assert queue_webhooks(siti_partner.pk, Topic.PARCEL_BOOKED, {"number": "KOM1"}) == 2

    assert len(set(WebhookDelivery.objects.values_list("event_id", flat=True))) == 1


def test_without_webhooks_an_event_costs_one_query(siti_partner: Partner) -> None:
    with transaction.atomic(), assertNumQueries(1):
        assert queue_webhooks(siti_partner.pk, Topic.PARCEL_BOOKED, {}) == 0


@pytest.mark.django_db(transaction=True)
def test_rows_are_written_with_their_cause() -> None:
    with pytest.raises(NotInTransaction):
        queue_webhooks(1, Topic.PARCEL_BOOKED, {})
