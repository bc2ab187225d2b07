import json
from typing import Any

import pytest
from rest_framework.test import APIClient

ECHO = "/t/echo"


def understood(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()["data"]["input"]


def test_query_and_body_are_one_and_the_body_wins(edge: APIClient) -> None:
    answer = edge.post(f"{ECHO}?a=query&b=2", {"a": "body"}, format="json")
    assert understood(answer) == {"a": "body", "b": "2"}


def test_gets_are_read_from_the_query_only(edge: APIClient) -> None:
    answer = edge.generic("GET", f"{ECHO}?a=1", '{"b": 2}', content_type="application/json")
    assert understood(answer) == {"a": "1"}


def test_forms_and_json_mean_the_same(edge: APIClient) -> None:
    answers = [edge.post(ECHO, {"name": "Ayu"}, format=kind) for kind in ("multipart", "json")]
    assert [understood(answer) for answer in answers] == [{"name": "Ayu"}] * 2


def test_words_of_javascript_for_nothing(edge: APIClient) -> None:
    """Forms write null and undefined as texts; JSON has a null of its own and may mean the word."""
    assert understood(edge.get(f"{ECHO}?a=null&b=undefined&c=&d=1")) == {"c": "", "d": "1"}
    assert understood(edge.post(ECHO, {"a": "null", "d": "1"}, format="multipart")) == {"d": "1"}
    assert understood(edge.post(ECHO, {"a": "null", "b": None}, format="json")) == {"a": "null", "b": None}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ids[]=1&ids[]=2", {"ids": ["1", "2"]}),
        ("ids%5B%5D=1", {"ids": ["1"]}),
        ("ids[]=1&ids[]=null", {"ids": ["1"]}),
        ("ids[]=undefined", {"ids": []}),
        ("a=1&a=2", {"a": "2"}),
        ("a=1&a=null", {"a": "1"}),
    ],
)
def test_lists_in_the_query(edge: APIClient, query: str, expected: dict[str, Any]) -> None:
    assert understood(edge.get(f"{ECHO}?{query}")) == expected


def test_a_list_for_a_body(edge: APIClient) -> None:
    assert understood(edge.post(f"{ECHO}?a=1", [1, 2], format="json")) == [1, 2]
    assert edge.post("/t/many", [{"id": 1}, {"id": 2}], format="json").json()["data"] == 2
    not_a_list = edge.post("/t/many", {"id": 1}, format="json")
    not_an_object = edge.post("/t/values", [{"id": 1}], format="json")
    assert [not_a_list.status_code, not_an_object.status_code] == [400, 400]
    assert "daftar" in not_a_list.json()["message"]
    assert "objek" in not_an_object.json()["message"]


def test_a_wrong_row_is_named(edge: APIClient) -> None:
    answer = edge.post("/t/many", [{"id": 1}, {"id": "x"}], format="json")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["1.id"]


@pytest.mark.parametrize(
    "body",
    [{"a": "x\x00y"}, {"\x00": 1}, {"a": [{"b": "\ud800"}]}, ["\udfff"], "\x00"],
)
def test_texts_no_column_can_hold(edge: APIClient, body: Any) -> None:
    answer = edge.post(ECHO, json.dumps(body), content_type="application/json")
    assert answer.status_code == 400
    assert "karakter" in answer.json()["message"]


def test_broken_texts_in_forms_and_queries(edge: APIClient) -> None:
    assert edge.get(f"{ECHO}?a=%00").status_code == 400
    assert edge.post(ECHO, {"a": "x\x00"}, format="multipart").status_code == 400


def test_bytes_that_are_no_utf8_are_replaced(edge: APIClient) -> None:
    assert understood(edge.get(f"{ECHO}?a=%ff")) == {"a": "\ufffd"}
