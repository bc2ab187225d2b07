"""Shipper's prices, slots and trackings: odd answers, and the whole table of statuses."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shipping.carriers.base import (
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
    RouteNotServed,
    Scan,
    TrackingNotFound,
)
from shipping.carriers.shipper import answers, statuses
from shipping.carriers.shipper.client import ShipperCarrier
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.states import FoldResult, ShipmentStatus, fold_scans
from tests.factories.sandbox import PLAN, answer_next, break_next, cod_parcel, shipper_of

BROKEN = pytest.mark.parametrize(
    "kind",
    [FaultKind.ERROR_500, FaultKind.HTML, FaultKind.CUT_JSON, FaultKind.EMPTY, FaultKind.TOO_MANY],
)
AREAS = ("123400001", "567800002")
START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def shipper(sandbox: SandboxServer) -> ShipperCarrier:
    return shipper_of(sandbox)


def told(data: object) -> str:
    return json.dumps({"metadata": {"http_status_code": 200}, "data": data})


# ---- prices ------------------------------------------------------------------------------


def price(**changes: Any) -> dict[str, Any]:
    row = {
        "logistic": {"name": "SiCepat", "code": "SICEPAT"},
        "rate": {"id": 57, "name": "SIUNT"},
        "final_price": 18_000,
        "min_day": 1,
        "max_day": 2,
    }
    return row | changes


def test_only_services_komship_sells_are_read(shipper: ShipperCarrier) -> None:
    found = {tariff.service_code: tariff for tariff in shipper.tariffs(*AREAS, 2)}

    assert set(found) == {"SIUNT", "GOKIL", "STD", "IDlite", "Idtruck", "UDRREG", "DRGREG"}
    assert (found["SIUNT"].etd_min_days, found["SIUNT"].etd_max_days) == (2, 4)
    light = {tariff.service_code: tariff.price_rp for tariff in shipper.tariffs(*AREAS, 1)}
    assert found["SIUNT"].price_rp == 2 * light["SIUNT"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (price(), [18_000]),
        (price(final_price="18000"), [18_000]),
        (price(final_price=17_999.5), [18_000]),
        (price(final_price=0), []),
        (price(final_price=-1), []),
        (price(final_price=None), []),
        (price(final_price=True), []),
        (price(rate={"id": None, "name": "SIUNT"}), []),
        (price(rate="SIUNT"), []),
        (price(logistic={"name": "JNE", "code": "JNE"}), []),
        (price(logistic={"name": "SiCepat Ekspres", "code": "SICEPAT"}), [18_000]),
    ],
)
def test_odd_prices(
    sandbox: SandboxServer, shipper: ShipperCarrier, row: dict[str, Any], expected: list[int]
) -> None:
    answer_next(sandbox, told({"pricings": [row]}))
    assert [tariff.price_rp for tariff in shipper.tariffs(*AREAS, 1)] == expected


def test_the_cheapest_of_a_service_counts(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    answer_next(sandbox, told({"pricings": [price(), price(final_price=15_000), price(final_price=16_000)]}))
    assert [tariff.price_rp for tariff in shipper.tariffs(*AREAS, 1)] == [15_000]


def test_a_route_without_price(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    with pytest.raises(RouteNotServed):
        shipper.tariffs("123400001", "567800404", 1)
    answer_next(sandbox, '{"metadata": {}}', status=404)
    with pytest.raises(RouteNotServed):
        shipper.tariffs(*AREAS, 1)


def test_codes_of_another_courier_are_not_sent(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    with pytest.raises(RouteNotServed):
        shipper.tariffs("CGK10000", "BDO10000", 1)
    assert sandbox.world.stats()["requests"] == 0


@BROKEN
def test_unusable_prices(sandbox: SandboxServer, shipper: ShipperCarrier, kind: FaultKind) -> None:
    break_next(sandbox, kind)
    with pytest.raises(CarrierUnavailable):
        shipper.tariffs(*AREAS, 1)


def test_refused_questions(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    break_next(sandbox, FaultKind.BAD_LOGIN)
    with pytest.raises(CarrierLoginFailed):
        shipper.tariffs(*AREAS, 1)
    break_next(sandbox, FaultKind.INVALID_INPUT)
    with pytest.raises(CarrierRejected):
        shipper.tariffs(*AREAS, 1)


# ---- pickups -----------------------------------------------------------------------------


def test_no_slots_means_later(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    order = shipper.book(cod_parcel()).carrier_order
    answer_next(sandbox, told({"time_slots": []}), endpoint=Endpoint.SHIPPER_PICKUP.value)
    with pytest.raises(CarrierUnavailable):
        shipper.ask_pickup([order], PLAN)


def test_more_than_thirty_are_refused(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    numbers = [shipper.book(cod_parcel(order_number=f"KOM{n}")).carrier_order for n in range(31)]
    with pytest.raises(CarrierRejected):
        shipper.ask_pickup(numbers, PLAN)
    shipper.ask_pickup(numbers[: shipper.most_per_pickup], PLAN)
    assert shipper.order_state(numbers[29]).is_active
    assert not shipper.order_state(numbers[30]).is_active


# ---- tracking ----------------------------------------------------------------------------


def moved(sandbox: SandboxServer, shipper: ShipperCarrier, *moves: Move) -> str:
    order = shipper.book(cod_parcel()).carrier_order
    shipper.ask_pickup([order], PLAN)
    for move in moves:
        sandbox.world.move(sandbox.world.parcels[order], MoveOrder(to=move))
    return order


def fold(shipper: ShipperCarrier, order: str) -> FoldResult:
    reply = shipper.track(order)
    return fold_scans("ready_to_ship", [shipper.classify(scan) for scan in reply.scans])


def test_an_airway_bill_is_there_once_the_order_is_active(
    sandbox: SandboxServer, shipper: ShipperCarrier
) -> None:
    sandbox.world.awb_delay_s = 60
    order = moved(sandbox, shipper)
    assert shipper.order_state(order).awb == ""
    sandbox.world.set_offset(timedelta(seconds=61))
    assert shipper.order_state(order).awb.startswith("00")


def test_paper_does_not_make_a_parcel_scanned(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    result = fold(shipper, moved(sandbox, shipper))
    assert (result.status, result.first_scan_at) == ("ready_to_ship", None)
    assert [scan.code for scan, _ in result.history] == ["1000", "1001"]


def test_the_whole_way(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    order = moved(sandbox, shipper, Move.DELIVERED)
    result = fold(shipper, order)
    assert (result.status, result.awaits_payout, result.cod_paid_at) == ("delivered", True, None)

    sandbox.world.move(sandbox.world.parcels[order], MoveOrder(to=Move.PAID))
    paid = fold(shipper, order)
    assert (paid.status, paid.awaits_payout) == ("delivered", False)
    assert paid.delivered_at == result.delivered_at
    assert paid.cod_paid_at is not None


@pytest.mark.parametrize("end", [Move.RETURNED, Move.LOST, Move.CANCELLED])
def test_other_ends(sandbox: SandboxServer, shipper: ShipperCarrier, end: Move) -> None:
    expected = {Move.RETURNED: "return_received", Move.LOST: "lost", Move.CANCELLED: "cancelled"}
    assert fold(shipper, moved(sandbox, shipper, end)).status == expected[end]


def test_times_are_utc_and_repeats_are_one(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    row = {"shipper_status": {"code": 1040, "name": "x"}, "created_date": "2026-11-20T03:00:00Z"}
    rows = [
        row,
        row,
        {"shipper_status": {"code": 1000}, "created_date": "2026-11-20T02:00:00"},
        {"shipper_status": {"code": 1180}, "created_date": "2026-11-20T11:00:00+07:00"},
        {"shipper_status": {"code": 1190}, "created_date": "yesterday"},
        {"shipper_status": None, "created_date": "2026-11-20T03:00:00Z"},
        "row",
    ]
    answer_next(sandbox, told({"order_id": "X", "trackings": rows}))
    scans = shipper.track("X").scans
    assert [(scan.code, scan.occurred_at.hour) for scan in scans] == [("1000", 2), ("1040", 3), ("1180", 4)]


def test_disbursed_means_nothing_while_the_answer_says_it_was_not(
    sandbox: SandboxServer, shipper: ShipperCarrier
) -> None:
    row = {"shipper_status": {"code": 2000, "name": "Terkirim"}, "created_date": "2026-11-20T03:00:00Z"}
    for disbursed, code in ((0, "2000-0"), (1, "2000"), (None, "2000")):
        cod = {} if disbursed is None else {"cod": {"disburse_status": disbursed}}
        answer_next(sandbox, told({"order_id": "X", "trackings": [row], **cod}))
        assert [scan.code for scan in shipper.track("X").scans] == [code]


def test_an_order_nobody_knows(shipper: ShipperCarrier) -> None:
    with pytest.raises(TrackingNotFound):
        shipper.track("244XYRNXNKX2M")


def test_an_answer_about_another_order(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    answer_next(sandbox, told({"order_id": "OTHER", "trackings": []}))
    with pytest.raises(CarrierUnavailable):
        shipper.track("X")


@BROKEN
def test_unusable_trackings(sandbox: SandboxServer, shipper: ShipperCarrier, kind: FaultKind) -> None:
    order = moved(sandbox, shipper)
    break_next(sandbox, kind)
    with pytest.raises(CarrierUnavailable):
        shipper.track(order)


def test_an_odd_airway_bill_is_no_airway_bill(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    answer_next(sandbox, told({"order_id": "X", "awb_number": "see courier; " * 3}))
    with pytest.raises(CarrierUnavailable):
        shipper.order_state("X")


# ---- statuses ----------------------------------------------------------------------------

# Every row of the table: codes, scans before, status, word, problem, return, payout awaited.
TABLE = [
    ("1000", "", "ready_to_ship", "Process", 0, 0, 0),
    ("1001 1010 1020 1030", "1000", "ready_to_ship", "Process", 0, 0, 0),
    ("1040 1041 1042 1043 1044 1360", "1001", "picked_up", "Pickup", 0, 0, 0),
    ("1050 1060 1070 1080 1090 1091", "1040", "in_transit", "Process", 0, 0, 0),
    ("1110 1120 1130 1140 1150", "1040", "in_transit", "Process", 0, 0, 0),
    ("1160 1170 1180 1190", "1040", "in_transit", "Process", 0, 0, 0),
    ("1320", "1040 1310", "out_for_delivery", "Delivery", 1, 0, 0),
    ("1310 1330 1350 1370", "1040 1190", "delivery_failed", "Problem", 1, 0, 0),
    ("1380", "1040 1190", "lost", "Problem", 1, 0, 0),
    ("1410 1420", "1040 1190", "return_in_transit", "Retur", 0, 1, 0),
    ("1180 1190 1050 1320", "1040 1410", "return_in_transit", "Retur", 0, 1, 0),
    ("1100 1340", "1040 1410", "return_received", "Retur", 0, 2, 0),
    ("1100 1340", "1040 1190", "return_received", "Retur", 0, 2, 0),
    ("2000", "1040 1190", "delivered", "Delivered", 0, 0, 0),
    ("2000", "1040 1190 3000", "delivered", "Delivered", 0, 0, 0),
    ("2010 3000 2000-0", "1040 1190", "delivered", "Delivered", 0, 0, 1),
    ("999", "1000 1001 1020", "cancelled", "Problem", 0, 0, 0),
    ("1045 1105 1200 2500", "1040 1190", "in_transit", "Process", 0, 0, 0),
]
ROWS = [(code, *row[1:]) for row in TABLE for code in row[0].split()]


def scan(code: str, hour: int) -> Scan:
    return Scan(code=code, text=f"text of {code}", occurred_at=START + timedelta(hours=hour))


@pytest.mark.parametrize(("code", "before", "status", "word", "problem", "returning", "awaits"), ROWS)
def test_every_row(
    code: str, before: str, status: str, word: str, problem: int, returning: int, awaits: int
) -> None:
    codes = [*before.split(), code]
    result = fold_scans("ready_to_ship", [statuses.classify(scan(c, n)) for n, c in enumerate(codes)])
    assert (result.status, result.history[-1][1]) == (ShipmentStatus(status), word)
    facts = (result.is_problem, result.return_state, result.awaits_payout)
    assert facts == (bool(problem), returning, bool(awaits))


def test_table_covers_every_status_the_adapter_knows() -> None:
    told_of = {row[0] for row in ROWS}
    between = {str(code) for code in (*range(1050, 1092), *range(1110, 1151))}
    assert set(statuses.MEANINGS) <= told_of | between


def test_every_known_code_has_words_and_an_unknown_one_its_own() -> None:
    assert all(statuses.describe(scan(code, 0)) for code in statuses.MEANINGS)
    assert statuses.describe(scan("1999", 0)) == "text of 1999"


def test_moments_without_offset_are_utc() -> None:
    assert answers.read_moment("2026-11-20T03:00:00") == datetime(2026, 11, 20, 3, tzinfo=UTC)
    assert answers.read_moment("20-11-2026") is None
