"""Moving parcels: by hand, with the time machine, and by themselves."""

from datetime import timedelta
from typing import Any

import pytest

from komship.lib import clock
from shipping.carriers.jne.client import JneCarrier
from shipping.sandbox.jne import tracking
from shipping.sandbox.parcels import Move, MoveOrder, planned_moves
from shipping.sandbox.server import SandboxServer
from shipping.states import FoldResult, fold_scans
from tests.factories.sandbox import dropoff_parcel, pickup_parcel
from tests.shipping.sandbox.conftest import Call

NUMBER = "KOM2503070001"


def followed(jne: JneCarrier, awb: str) -> FoldResult:
    return fold_scans("ready_to_ship", [jne.classify(scan) for scan in jne.track(awb).scans])


@pytest.mark.parametrize(
    ("to", "status", "problem", "returning"),
    [
        ("picked_up", "picked_up", False, 0),
        ("in_transit", "in_transit", False, 0),
        ("out_for_delivery", "out_for_delivery", False, 0),
        ("problem", "delivery_failed", True, 0),
        ("delivered", "delivered", False, 0),
        ("returning", "return_in_transit", False, 1),
        ("returned", "return_received", False, 2),
        ("lost", "lost", True, 0),
        ("damaged", "damaged", True, 0),
        ("cancelled", "cancelled", False, 0),
    ],
)
def test_every_move_reads_as_its_status(
    jne: JneCarrier, post: Call, to: str, status: str, problem: bool, returning: int
) -> None:
    awb = jne.book(dropoff_parcel()).awb
    post(f"/sandbox/parcels/{awb}/move", to=to)
    result = followed(jne, awb)
    assert (result.status, result.is_problem, result.return_state) == (status, problem, returning)
    assert not result.needs_look


def test_moves_in_a_row_stay_in_order_although_no_time_passes(jne: JneCarrier, post: Call) -> None:
    awb = jne.book(pickup_parcel()).awb
    path = f"/sandbox/parcels/{NUMBER}/move"
    seen = []
    for to in ("picked_up", "out_for_delivery", "problem", "out_for_delivery", "delivered"):
        post(path, to=to)
        seen.append(followed(jne, awb).status)
    assert seen == ["picked_up", "out_for_delivery", "delivery_failed", "out_for_delivery", "delivered"]


def test_history_is_not_in_order_on_the_wire(jne: JneCarrier, sandbox: SandboxServer) -> None:
    orders: set[tuple[str, ...]] = set()
    for number in range(6):
        awb = jne.book(dropoff_parcel(order_number=f"KOM{number}")).awb
        sandbox.world.move(sandbox.world.find(awb), MoveOrder(to=Move.DELIVERED))
        orders.add(tuple(row["code"] for row in tracking(sandbox.world, awb)["history"]))
        assert followed(jne, awb).status == "delivered"
    assert len(orders) > 1


def test_ended_parcel_moves_only_by_force(jne: JneCarrier, post: Call) -> None:
    awb = jne.book(dropoff_parcel()).awb
    path = f"/sandbox/parcels/{awb}/move"
    post(path, to="delivered")
    assert "ended" in post(path, 409, to="returning")["error"]
    post(path, to="returning", force=True)
    assert followed(jne, awb).look_reasons == ("return_in_transit_after_delivered",)


def test_same_move_twice_is_refused(jne: JneCarrier, post: Call) -> None:
    awb = jne.book(dropoff_parcel()).awb
    post(f"/sandbox/parcels/{awb}/move", to="lost")
    assert "already" in post(f"/sandbox/parcels/{awb}/move", 409, to="lost")["error"]


def test_move_takes_a_time_and_a_code(jne: JneCarrier, post: Call) -> None:
    awb = jne.book(dropoff_parcel()).awb
    post(f"/sandbox/parcels/{awb}/move", to="problem", code="U08", at="2025-03-09T10:00:00+07:00")
    last = jne.track(awb).scans[-1]
    assert (last.code, last.occurred_at.isoformat()) == ("U08", "2025-03-09T03:00:00+00:00")


def test_any_scan_may_be_added(jne: JneCarrier, post: Call) -> None:
    awb = jne.book(dropoff_parcel()).awb
    post(f"/sandbox/parcels/{awb}/scan", code="QQ9", desc="SOMETHING NEW [X]", at="2025-03-09T10:00:00")
    assert followed(jne, awb).unknown_codes == ("QQ9",)


def test_many_parcels_move_at_once(jne: JneCarrier, post: Call) -> None:
    awbs = [jne.book(dropoff_parcel(order_number=f"KOM{n}")).awb for n in range(3)]
    post(f"/sandbox/parcels/{awbs[0]}/move", to="delivered")
    answer = post("/sandbox/move", to="picked_up", parcels=["KOM1", awbs[2]])
    assert answer == {"moved": awbs[1:], "refused": {}}
    answer = post("/sandbox/move", to="delivered")
    assert (answer["moved"], list(answer["refused"])) == (awbs[1:], awbs[:1])


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/sandbox/parcels/000/move", 409, {"to": "delivered"}),
        (f"/sandbox/parcels/{NUMBER}/move", 409, {"to": "moon"}),
        (f"/sandbox/parcels/{NUMBER}/move", 409, {"to": "delivered", "at": "tomorrow"}),
        (f"/sandbox/parcels/{NUMBER}/fly", 404, {}),
        ("/sandbox/nothing", 404, {}),
        ("/sandbox/time", 409, {"advance_days": "many"}),
        ("/sandbox/latency", 400, {"endpoint": "moon", "ms": 1}),
    ],
)
def test_nonsense_is_refused(
    jne: JneCarrier, post: Call, path: str, status: int, body: dict[str, Any]
) -> None:
    jne.book(dropoff_parcel())
    assert post(path, status, **body)["error"]


# ---- time --------------------------------------------------------------------------------


def test_time_machine_dates_the_scans(jne: JneCarrier, post: Call, read: Call) -> None:
    awb = jne.book(dropoff_parcel()).awb
    post("/sandbox/time", advance_days=3, advance_hours=1, advance_s=30)
    post(f"/sandbox/parcels/{awb}/move", to="delivered")
    ahead = jne.track(awb).scans[-1].occurred_at - clock.now()
    assert timedelta(days=3) < ahead < timedelta(days=3, hours=1, minutes=5)
    post("/sandbox/time", to="2025-03-07T08:00:00+07:00")
    assert read("/sandbox/time")["now"].startswith("2025-03-07T01:00:0")
    assert post("/sandbox/time", reset=True)["offset_s"] == 0


def test_parcels_play_by_themselves_as_time_passes(jne: JneCarrier, post: Call) -> None:
    number = next(f"KOM{n}" for n in range(99) if planned_moves(f"KOM{n}")[-1][1] is Move.DELIVERED)
    awb = jne.book(dropoff_parcel(order_number=number)).awb
    post("/sandbox/autoplay", enabled=True, speed=1)
    seen = []
    for hours in (4, 10, 24, 40):
        post("/sandbox/time", advance_hours=hours)
        seen.append(followed(jne, awb).status)
    assert seen[:2] == ["picked_up", "in_transit"]
    assert seen[-1] == "delivered"


def test_autoplay_ends_in_every_way(jne: JneCarrier, post: Call) -> None:
    post("/sandbox/autoplay", speed=1)
    numbers = {str(planned_moves(f"KOM{n}")[-1][1]): f"KOM{n}" for n in range(900)}
    awbs = {end: jne.book(dropoff_parcel(order_number=number)).awb for end, number in numbers.items()}
    post("/sandbox/time", advance_days=30)
    found = {end: str(followed(jne, awb).status) for end, awb in awbs.items()}
    assert found == {
        "delivered": "delivered",
        "returned": "return_received",
        "lost": "lost",
        "damaged": "damaged",
        "problem": "delivery_failed",
    }


def test_autoplay_goes_on_from_where_a_hand_left_it_and_can_be_stopped(
    jne: JneCarrier, post: Call, sandbox: SandboxServer
) -> None:
    number = next(f"KOM{n}" for n in range(99) if planned_moves(f"KOM{n}")[-1][1] is Move.DELIVERED)
    awb = jne.book(dropoff_parcel(order_number=number)).awb
    post(f"/sandbox/parcels/{awb}/move", to="in_transit")
    post("/sandbox/autoplay", speed=1)
    post("/sandbox/time", advance_days=1)
    assert len(jne.track(awb).scans) == 6
    post("/sandbox/autoplay", enabled=False)
    post("/sandbox/time", advance_days=9)
    assert len(jne.track(awb).scans) == 6
