"""The checker itself: it must see every kind of difference."""

from typing import Any

import pytest

from tests.contract.rows import Row
from tests.contract.shapes import complaints

ROW: dict[str, Any] = {
    "id": "orders.sample",
    "method": "GET",
    "path": "/v1/sample",
    "kind": "written",
    "audience": "seller",
    "auth": "bearer",
    "codes": [200],
    "answer": {"status": "success", "data": [{"id": 1, "at": "2026-01-02 03:04:05", "parts": [{"qty": 1}]}]},
    "client_keys": {"data[].is_on": '"1" | "0"', "data[].last": "object | null", "data[].last.desc": "text"},
}
ELEMENT = {
    "id": 7,
    "at": "2026-11-21 10:00:00",
    "parts": [{"qty": 2}],
    "is_on": "1",
    "last": {"desc": "Tiba"},
}


def judged(element: dict[str, Any], **changes: Any) -> list[str]:
    row = Row(**(ROW | changes))
    return complaints({"status": "success", "data": [ELEMENT, element]}, row)


def test_a_full_answer_passes() -> None:
    assert judged(ELEMENT) == []
    assert judged({**ELEMENT, "last": None, "more": 1}) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": "7"}, 'data[1].id: "7" is a string, wanted number'),
        ({"id": True}, "data[1].id: true is a boolean, wanted number"),
        ({"id": None}, "data[1].id: null is a null, wanted number"),
        ({"at": "21 November 2026"}, 'data[1].at: "21 November 2026" is a string, wanted stamp'),
        ({"parts": {}}, "data[1].parts: {} is a object, wanted list"),
        ({"parts": [{}]}, "data[1].parts[].qty is missing"),
        ({"is_on": 1}, 'data[1].is_on: 1 is a number, wanted "1" | "0"'),
        ({"last": {"desc": " "}}, 'data[1].last.desc: " " is a string, wanted text'),
    ],
)
def test_a_wrong_value_is_seen(change: dict[str, Any], complaint: str) -> None:
    assert judged({**ELEMENT, **change}) == [complaint]


@pytest.mark.parametrize("key", sorted(ELEMENT))
def test_a_missing_key_is_seen_in_every_element(key: str) -> None:
    element = {name: value for name, value in ELEMENT.items() if name != key}
    assert judged(element) == [f"data[1].{key} is missing"]


def test_an_empty_list_proves_nothing() -> None:
    row = Row(**ROW)
    assert complaints({"status": "success", "data": []}, row) != []
    assert complaints({"status": "success", "data": [{**ELEMENT, "last": None}]}, row) == [
        "data[].last: nothing there to check, arrange some"
    ]
    empty = {"status": "success", "data": [{**ELEMENT, "parts": []}]}
    assert complaints(empty, row) != []
    assert complaints(empty, Row(**(ROW | {"may_be_empty": ["data[].parts"]}))) == []


def test_null_passes_only_where_it_is_allowed() -> None:
    assert judged({**ELEMENT, "parts": None}) != []
    assert judged({**ELEMENT, "parts": None}, nullable=["data[].parts"]) == []


def test_a_forbidden_key_is_seen() -> None:
    assert judged(ELEMENT, absent=["status"]) == ["status must not be there"]
