from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from komship.lib import clock
from orders.models import Order
from shipping.models import Pickup
from tests.factories.orders import Market

DONE = "Order stored successfully"


def body(*orders: Order, **changes: Any) -> dict[str, Any]:
    tomorrow = clock.today() + timedelta(days=1)
    values = {
        "pickup_date": f"{tomorrow:%Y-%m-%d}",
        "pickup_time": "10:00",
        "vehicle": "Motor",
        "pic": "Siti",
        "pic_phone": "081298765432",
        "token": "t-1",
        "order": [order.pk for order in orders],
    }
    return values | changes


def ask(api: APIClient, market: Market, data: dict[str, Any], version: int = 3) -> Any:
    return api.post(f"/api/v{version}/pickup/{market.partner.pk}/store", data, format="json")


def statuses() -> list[str]:
    return list(Order.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize("version", [3, 4])
def test_order_by_order_under_one_token(siti_api: APIClient, market: Market, version: int) -> None:
    first, second = market.order(), market.order()
    answers = [
        ask(siti_api, market, body(order, order=order.pk), version) for order in (first, second, second)
    ]
    assert [answer.json()["code"] for answer in answers] == [200] * 3
    assert answers[0].json()["message"] == DONE
    assert statuses() == ["booking", "booking"]
    pickup = Pickup.objects.get()
    assert (pickup.vehicle, pickup.contact_name, f"{pickup.pickup_time:%H:%M}") == ("MOTOR", "Siti", "10:00")


def test_an_order_that_fails_is_a_code_in_a_200(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    ask(siti_api, market, body(order))
    for data in (body(order, token="t-2"), body(order, order="999999")):
        answer = ask(siti_api, market, data)
        assert (answer.status_code, answer.json()["code"], answer.json()["status"]) == (200, 1002, "failed")
        assert answer.json()["message"]
    assert Pickup.objects.count() == 1


def test_many_at_once_name_those_that_failed(siti_api: APIClient, market: Market) -> None:
    first, second = market.order(), market.order()
    taken = market.ask_pickup(market.order(), "other")
    answer = ask(siti_api, market, body(first, taken, second), version=1)
    assert (answer.status_code, answer.json()["code"], answer.json()["message"]) == (200, 200, DONE)
    (failed,) = answer.json()["data"]["pickup_error"]
    assert (failed["order_id"], bool(failed["message"])) == (taken.pk, True)
    again = ask(siti_api, market, body(taken), version=1)
    assert (again.status_code, again.json()["code"], again.json()["status"]) == (200, 500, "failed")


def test_v2_wraps_its_values(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    data = body(order, orders=[order.pk])
    del data["order"]
    assert ask(siti_api, market, {"params": data}, version=2).json()["code"] == 200
    assert statuses() == ["booking"]


def test_without_a_token_the_same_orders_are_the_same_pickup(siti_api: APIClient, market: Market) -> None:
    first, second = market.order(), market.order()
    for _ in range(2):
        assert ask(siti_api, market, body(first, second, token=None), version=1).json()["code"] == 200
    assert Pickup.objects.count() == 1


def test_times_and_dates_in_the_clients_spellings(siti_api: APIClient, market: Market) -> None:
    on = clock.today() + timedelta(days=1)
    loose = f"{on.year}-{on.month}-{on.day}"
    for time in ("10:00", "10:00:00", "10:00:22Z"):
        data = body(market.order(), pickup_time=time, pickup_date=loose)
        answer = ask(siti_api, market, data)
        assert answer.json()["code"] == 200, answer.json()
    pickup = Pickup.objects.get()
    assert (pickup.pickup_on, f"{pickup.pickup_time:%H:%M:%S}") == (on, "10:00:00")


NO_REQUESTS: list[dict[str, Any]] = [
    {"order": []},
    {"order": "x"},
    {"vehicle": "GEROBAK"},
    {"pickup_date": "besok"},
    {"pickup_date": "2026-02-31"},
    {"pickup_time": "25:00"},
    {"pickup_time": 7},
    {"pickup_time": None},
    {"token": "t" * 65},
    {"pic": ["x"]},
]


@pytest.mark.parametrize("version", [1, 3])
def test_what_is_no_request(siti_api: APIClient, market: Market, version: int) -> None:
    order = market.order()
    answers = [ask(siti_api, market, body(order, **change), version) for change in NO_REQUESTS]
    assert [answer.status_code for answer in answers] == [400] * len(NO_REQUESTS)
    assert statuses() == ["created"]


def test_a_courier_does_not_drive_yesterday(siti_api: APIClient, market: Market) -> None:
    yesterday = clock.today() - timedelta(days=1)
    answer = ask(siti_api, market, body(market.order(), pickup_date=f"{yesterday:%Y-%m-%d}"))
    assert (answer.status_code, answer.json()["code"]) == (200, 1002)
    assert (statuses(), Pickup.objects.exists()) == (["created"], False)


def test_strangers(rina_api: APIClient, nobody_api: APIClient, market: Market, rina_partner: Any) -> None:
    order = market.order()
    assert ask(rina_api, market, body(order)).status_code == 400
    own_path = rina_api.post(f"/api/v3/pickup/{rina_partner.pk}/store", body(order), format="json")
    assert own_path.json()["code"] == 1002
    assert ask(nobody_api, market, body(order)).status_code == 401
    assert (statuses(), Pickup.objects.exists()) == (["created"], False)
