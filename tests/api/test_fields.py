from typing import Any

import pytest
from rest_framework.test import APIClient

VALUES = "/t/values"


def given(edge: APIClient, **values: Any) -> Any:
    return edge.post(VALUES, values, format="json")


@pytest.mark.parametrize("value", [0, 1, "7", 2**63 - 1])
def test_ids(edge: APIClient, value: Any) -> None:
    assert given(edge, id=value).json()["data"]["id"] == int(value)


@pytest.mark.parametrize("value", [-1, 2**63, 10**30, "abc", [1], None, 1.5, "9" * 1_001])
def test_what_is_no_id(edge: APIClient, value: Any) -> None:
    answer = given(edge, id=value)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["id"]


@pytest.mark.parametrize(
    ("value", "amount"), [(14_000.0, 14_000), ("14000", 14_000), (0, 0), (10**12, 10**12)]
)
def test_rupiah(edge: APIClient, value: Any, amount: int) -> None:
    assert given(edge, amount=value).json()["data"]["amount"] == amount


@pytest.mark.parametrize("value", [-1, 10**12 + 1, 0.5, "Rp 5", "1.500,00", [5]])
def test_what_is_no_rupiah(edge: APIClient, value: Any) -> None:
    assert given(edge, amount=value).status_code == 400


@pytest.mark.parametrize("value", ["", "  ", 0, "0", None])
def test_nothing_in_many_spellings(edge: APIClient, value: Any) -> None:
    assert given(edge, bank=value).json()["data"]["bank"] is None


def test_blank_as_none_still_reads_texts(edge: APIClient) -> None:
    assert given(edge, bank=" BCA ").json()["data"]["bank"] == "BCA"
    assert given(edge).json()["data"]["bank"] is None
    assert given(edge, bank="toolong").status_code == 400
    assert given(edge, bank=["BCA"]).status_code == 400


@pytest.mark.parametrize(
    ("value", "ids"),
    [("11,12", [11, 12]), (" 11 , ,12,", [11, 12]), ([11, "12"], [11, 12]), (11, [11]), ("", []), ([], [])],
)
def test_id_lists(edge: APIClient, value: Any, ids: list[int]) -> None:
    assert given(edge, ids=value).json()["data"]["ids"] == ids


def test_id_lists_in_the_query(edge: APIClient) -> None:
    assert edge.get(f"{VALUES}?ids[]=1&ids[]=2").json()["data"]["ids"] == [1, 2]
    assert edge.get(f"{VALUES}?ids=1,2").json()["data"]["ids"] == [1, 2]


@pytest.mark.parametrize(
    "value", ["1,x", "-1", "1.5", [[1]], {"a": 1}, True, "9" * 19, "\u0663", list(range(501)), 1.5]
)
def test_what_is_no_id_list(edge: APIClient, value: Any) -> None:
    answer = given(edge, ids=value)
    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == ["ids"]
