from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Pin, User
from accounts.services import set_pin

PIN = "012345"


@pytest.fixture
def with_pin(siti: User) -> User:
    set_pin(siti.pk, PIN)
    return siti


def send(client: APIClient, what: str, pin: Any) -> Any:
    return client.post(f"/api/v1/pin/{what}", {"pin": pin}, format="json")


def is_match(client: APIClient, pin: Any) -> bool:
    answer = send(client, "auth", pin)
    assert answer.status_code == 200
    assert isinstance(answer.json()["data"]["is_match"], bool)
    return bool(answer.json()["data"]["is_match"])


def test_set_check_and_confirm(siti_api: APIClient) -> None:
    path = "/api/v1/pin/check"
    assert siti_api.get(path).json() == {"status": "success", "code": 200, "data": {"is_set": False}}
    stored = send(siti_api, "store", PIN).json()
    assert (stored["status"], stored["code"]) == ("success", 200)
    assert stored["message"]
    assert siti_api.get(path).json()["data"] == {"is_set": True}
    assert is_match(siti_api, PIN)


def test_number_without_its_zeros(siti_api: APIClient, with_pin: User) -> None:
    assert is_match(siti_api, 12345)


def test_wrong_locked_and_missing_pins_are_answers(
    siti_api: APIClient, rina_api: APIClient, with_pin: User
) -> None:
    assert [is_match(siti_api, "999999") for _ in range(3)] == [False] * 3
    locked = send(siti_api, "auth", PIN).json()
    assert locked["data"] == {"is_match": False}
    assert "terkunci" in locked["message"]
    missing = send(rina_api, "auth", PIN).json()
    assert (missing["data"], bool(missing["message"])) == ({"is_match": False}, True)


def test_pin_belongs_to_the_person(siti_api: APIClient, budi_api: APIClient, with_pin: User) -> None:
    assert budi_api.get("/api/v1/pin/check").json()["data"] == {"is_set": False}
    assert not is_match(budi_api, PIN)


@pytest.mark.parametrize(
    "bad", ["", "12345", "1234567", "abcdef", None, [1], {"a": 1}, True, -1, 1.5, "😀" * 6]
)
@pytest.mark.parametrize("what", ["store", "auth", "update"])
def test_bad_input_changes_nothing(siti_api: APIClient, siti: User, what: str, bad: Any) -> None:
    answer = send(siti_api, what, bad)
    assert answer.status_code == 400
    assert "pin" in answer.json()["errors"]
    assert not Pin.objects.exists()


def test_second_store_is_refused(siti_api: APIClient, with_pin: User) -> None:
    assert send(siti_api, "store", "111111").status_code == 400
    assert is_match(siti_api, PIN)


@pytest.mark.parametrize("how", ["multipart", "put", "post"])
def test_change_after_a_check(siti_api: APIClient, with_pin: User, how: str) -> None:
    path = "/api/v1/pin/update"
    assert siti_api.put(path, {"pin": "222222"}, format="json").status_code == 400
    assert is_match(siti_api, PIN)
    answers = {
        "multipart": lambda: siti_api.post(path, {"_method": "put", "pin": "222222"}),
        "put": lambda: siti_api.put(path, {"pin": "222222"}, format="json"),
        "post": lambda: siti_api.post(path, {"pin": "222222"}, format="json"),
    }
    answer = answers[how]()
    assert (answer.status_code, answer.json()["status"]) == (200, "success")
    assert is_match(siti_api, "222222")
