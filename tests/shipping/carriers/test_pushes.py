"""What carriers push, read without a database."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shipping.carriers.kiriminaja import statuses
from shipping.carriers.kiriminaja.push import MOST_PARCELS, KiriminAjaPush
from shipping.carriers.pushes import Push, PushedParcel, UnreadablePush
from shipping.carriers.registry import PUSH_READERS, UnknownCarrier, push_reader
from shipping.carriers.shipper.push import ShipperPush

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TEN_WIB = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def read(method: object, *rows: object, **more: Any) -> Push:
    return KiriminAjaPush("secret").read({"method": method, "data": list(rows), **more}, received_at=NOW)


def codes(push: Push) -> list[str]:
    return [scan.code for parcel in push.parcels for scan in parcel.scans]


@pytest.mark.parametrize(
    ("method", "row", "code"),
    [
        ("shipped_packages", {"shipped_at": "2026-11-21 10:00:00"}, "100+"),
        ("shipped_package", {"shipped_at": "2026-11-21T03:00:00.000000Z"}, "100+"),
        ("finished_packages", {"finished_at": "2026-11-21 10:00:00"}, "200"),
        ("canceled_packages", {"date": "2026-11-21 10:00:00", "canceled_at": None}, "300"),
        ("canceled_packages", {"canceled_at": "2026-11-21 10:00:00", "reason": "x"}, "300"),
        ("returned_packages", {"returned_at": "2026-11-21 10:00:00"}, "400"),
        ("return_finished_packages", {"date": "2026-11-21 10:00:00"}, "400"),
        ("returned_packages", {"returned_at": None}, "401"),
    ],
)
def test_methods_that_say_where_the_parcel_is(method: str, row: dict[str, Any], code: str) -> None:
    push = read(method, {"order_id": "KOM1", **row})
    (parcel,) = push.parcels
    (scan,) = parcel.scans
    assert (parcel.reference, scan.code, scan.occurred_at) == ("KOM1", code, TEN_WIB)
    assert statuses.classify(scan).meaning.is_known
    assert push.kind.endswith("s")


@pytest.mark.parametrize(
    ("method", "row"),
    [
        ("processed_packages", {"awb": "010123", "sorting_code": "JOG"}),
        ("validated_packages", {"shipping_cost": 10_000}),
        ("rejected_packages", {"rejected_at": "2026-11-21 10:00:00", "reason": "x"}),
        ("problem_packages", {}),
        ("invented_tomorrow", {"finished_at": "2026-11-21 10:00:00"}),
        ("finished_packages", {"finished_at": "besok"}),
        ("finished_packages", {}),
        ("returned_packages", {"returned_at": "kapan-kapan"}),
        ("", {}),
        (None, {}),
        (["x"], {}),
    ],
)
def test_everything_else_is_a_hint(method: object, row: dict[str, Any]) -> None:
    push = read(method, {"order_id": "KOM1", **row})
    assert (len(push.parcels), codes(push)) == (1, [])


def test_several_parcels_lists_objects_and_the_long_form() -> None:
    many = read(
        "shipped_packages", {"order_id": "A"}, {"awb": "B"}, {"x": 1}, None, "x", packages=[{"awb": "C"}]
    )
    assert [(row.reference, row.awb) for row in many.parcels] == [("A", ""), ("", "B"), ("", "C")]
    one = KiriminAjaPush("s").read({"method": "m", "data": {"order_id": 77}}, received_at=NOW)
    assert [row.reference for row in one.parcels] == ["77"]
    long = {"payment": {"amount": 1}, "packages": [{"order_id": "D", "awb": "E"}]}
    assert read("processed_packages", long).parcels == (PushedParcel(reference="D", awb="E"),)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"method": "finished_packages"},
        {"data": []},
        {"data": "x"},
        {"data": [{"order_id": None}]},
        {"data": [{"order_id": "\x00"}]},
        {"data": [{"order_id": "\ud800"}]},
        {"data": [{"order_id": "x" * 61}]},
        {"data": [{"order_id": "x"}] * (MOST_PARCELS + 1)},
    ],
)
def test_what_names_no_parcel_is_unreadable(body: dict[str, Any]) -> None:
    with pytest.raises(UnreadablePush):
        KiriminAjaPush("secret").read(body, received_at=NOW)


@pytest.mark.parametrize(
    ("secret", "header", "is_let_in"),
    [
        ("secret", "Bearer secret", True),
        ("secret", "bearer  secret ", True),
        ("secret", "Bearer secre", False),
        ("secret", "Bearer é", False),
        ("secret", "secret", False),
        ("secret", "", False),
        ("", "Bearer ", False),
        ("", "", False),
    ],
)
def test_our_token_lets_kiriminaja_in(secret: str, header: str, is_let_in: bool) -> None:
    assert KiriminAjaPush(secret).is_authentic(header) is is_let_in


def test_shipper_only_ever_hints() -> None:
    body = {
        "auth": "x",
        "order_id": "1",
        "tracking_id": "244XYRNXNKX2M",
        "external_id": "KOM1",
        "awb": "010123",
        "internal_status": {"code": 2000, "name": "Delivered"},
    }
    push = ShipperPush().read(body, received_at=NOW)
    assert push == Push(kind="2000", parcels=(PushedParcel(awb="010123", reference="KOM1"),))
    without = ShipperPush().read({"external_id": "KOM1", "internal_status": "x"}, received_at=NOW)
    assert (without.kind, without.parcels[0].awb) == ("status", "")
    with pytest.raises(UnreadablePush):
        ShipperPush().read({"tracking_id": "244XYRNXNKX2M"}, received_at=NOW)


def test_readers_are_registered_under_their_code() -> None:
    assert {code: push_reader(code).code for code in PUSH_READERS} == {
        "kiriminaja": "kiriminaja",
        "shipper": "shipper",
    }
    with pytest.raises(UnknownCarrier):
        push_reader("jne")
