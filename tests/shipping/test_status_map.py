"""Every row of the house's table of statuses, for every carrier: code, shipment, word, order, flags, end.

`before` are codes scanned earlier; a row that says "unchanged" stands here before the first scan and after.
`end` None: it depends on more than the code. Words: a row without one of its own reads Process.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import pytest

from orders.states import OF_SHIPMENT
from shipping.carriers.base import Scan
from shipping.carriers.jne import statuses as jne
from shipping.carriers.kiriminaja import statuses as kiriminaja
from shipping.states import ClassifiedScan, FoldResult, ShipmentStatus, fold_scans

START = datetime(2025, 3, 7, 2, 0, tzinfo=UTC)
Classify = Callable[[Scan], ClassifiedScan]


class Row(NamedTuple):
    codes: str
    before: str
    shipment: str
    word: str
    order: str
    problem: int = 0
    returning: int = 0
    end: int | None = 0


def numbered(prefix: str, first: int, last: int) -> str:
    return " ".join(f"{prefix}{number:02d}" for number in range(first, last + 1))


D, R = numbered("D", 1, 12), numbered("R", 1, 13)
HELD = "U12 U13 OS PS2 CR5 CR6 CR7 X1 X10"
AFTER_RETURN = "PU0 RC1 OP1 OP2 OP3 TP1 TP5 IP1 IP2 BI1 IP3 DB1 NT U01 U05 U08 CR7 D15"

JNE = [
    Row("PU0 PU1 S01", "", "picked_up", "Pickup", "shipped"),
    Row("RC1", "", "picked_up", "Pickup", "shipped"),
    Row("OP1", "", "picked_up", "Pickup", "shipped"),
    Row("OP1", "OP2", "in_transit", "Pickup", "shipped"),
    Row("OP1", "IP3", "out_for_delivery", "Pickup", "shipped"),
    Row("OP2 OP3 TP1 TP2 TP3 TP4 TP5", "RC1", "in_transit", "Process", "shipped"),
    Row("IP1 IP2 BI1", "RC1 OP2", "in_transit", "Process", "shipped"),
    Row("IP3", "RC1 OP2", "out_for_delivery", "Delivery", "shipped"),
    Row(f"{D} DB2 CR3", "RC1 IP3", "delivered", "Delivered", "delivered", end=1),
    Row("DB1", "RC1 IP3", "out_for_delivery", "Delivery", "shipped"),
    Row("D24 D25", "RC1 IP3", "delivered", "Delivered", "delivered", 1, end=1),
    Row("D15 D16", "", "ready_to_ship", "Problem", "packing", 1),
    Row("D15 D16", "RC1 OP2", "in_transit", "Problem", "shipped", 1),
    Row("NT U05 U09 U10 U22 U23 U24 U25", "RC1 IP3", "delivery_failed", "Problem", "shipped", 1),
    Row("U01 U02 U03 U04 U07 UB2 DP5 OC", "RC1 IP3", "delivery_failed", "Problem", "shipped", 1),
    Row("U06 U08 U21", "RC1 IP3", "delivery_failed", "Problem", "shipped", 1),
    Row(HELD, "", "in_transit", "Problem", "shipped", 1),
    Row(HELD, "RC1", "in_transit", "Problem", "shipped", 1),
    Row(HELD, "IP3", "out_for_delivery", "Problem", "shipped", 1),
    Row("U14", "RC1", "lost", "Problem", "lost", 1),
    Row("U11 CR4", "RC1", "damaged", "Problem", "damaged", 1),
    Row("CR1", "RC1 IP3", "return_in_transit", "Retur", "returned", 0, 1),
    Row(AFTER_RETURN, "RC1 IP3 CR1", "return_in_transit", "Retur", "returned", 0, 1),
    Row(R, "RC1 CR1", "return_received", "Retur", "returned", 0, 2, 1),
    Row(R, "RC1", "return_received", "Retur", "returned", 0, 2, 1),
    Row("CR2", "", "cancelled", "Problem", "cancelled", end=1),
    Row("CR2", "RC1", "return_in_transit", "Problem", "returned", 1, 1),
    Row("QQ9 D13 R14 CR9", "", "ready_to_ship", "Process", "packing"),
    Row("QQ9 D13 R14 CR9", "RC1 OP2", "in_transit", "Process", "shipped"),
]

# 100+ is a 100 with a shipping time beside it, or one that is not the row of the creation.
KIRIMINAJA = [
    Row("100", "", "ready_to_ship", "Process", "packing"),
    Row("100", "106", "in_transit", "Process", "shipped"),
    Row("100+", "100", "in_transit", "Process", "shipped"),
    Row("101 905", "", "ready_to_ship", "Process", "packing"),
    Row("105 110 350", "101", "ready_to_ship", "Process", "packing"),
    Row("350", "100+", "in_transit", "Process", "shipped"),
    Row("102 103 104", "101", "picked_up", "Pickup", "shipped"),
    Row("106", "102", "in_transit", "Process", "shipped"),
    Row("152 404", "100+ 500", "out_for_delivery", "Delivery", "shipped", 1),
    Row("152 404", "100+", "out_for_delivery", "Delivery", "shipped", 1),
    Row("200", "100+", "delivered", "Delivered", "delivered", end=1),
    Row("200", "100+ 500", "delivered", "Delivered", "delivered", end=1),
    Row("500 301 310 311 403", "100+", "delivery_failed", "Problem", "shipped", 1),
    Row("107 210 901 902 903", "", "ready_to_ship", "Problem", "packing", 1),
    Row("107 210 901 902 903", "106", "in_transit", "Problem", "shipped", 1),
    Row("211", "106 210", "in_transit", "Process", "shipped"),
    Row("211", "", "ready_to_ship", "Process", "packing"),
    Row("300 302", "100 101 105 350", "cancelled", "Problem", "cancelled", end=1),
    Row("300 302", "100+", "in_transit", "Problem", "shipped", 1, end=1),
    Row("300", "102", "picked_up", "Problem", "shipped", 1, end=1),
    Row("401", "106", "return_in_transit", "Retur", "returned", 0, 1),
    Row("405 406 904", "106", "return_in_transit", "Retur", "returned", 1, 1),
    Row("405 406 904", "106 401", "return_in_transit", "Retur", "returned", 1, 1),
    Row(
        "100+ 102 103 104 106 107 152 210 211 500", "106 401", "return_in_transit", "Retur", "returned", 0, 1
    ),
    Row("400 402", "106 401", "return_received", "Retur", "returned", 0, 2, 1),
    Row("400", "106 402", "return_received", "Retur", "returned", 0, 2, 1),
    Row("555", "106", "delivery_failed", "Problem", "shipped", 1, end=1),
    Row("701 303", "106", "lost", "Problem", "lost", 1),
    Row("702 333", "106", "damaged", "Problem", "damaged", 1),
    Row("703", "106 701", "lost", "Problem", "lost", 1, end=1),
    Row("704", "106 702", "damaged", "Problem", "damaged", 1, end=1),
    Row("987", "", "ready_to_ship", "Process", "packing"),
    Row("987", "106", "in_transit", "Process", "shipped"),
]


def between(*ranges: tuple[int, int]) -> str:
    return " ".join(str(code) for first, last in ranges for code in range(first, last + 1))


SHIPPER = [
    Row("1000", "", "ready_to_ship", "Process", "packing"),
    Row("1001 1010 1020 1030", "1000", "ready_to_ship", "Process", "packing"),
    Row("1040 1041 1042 1043 1044 1360", "1000", "picked_up", "Pickup", "shipped"),
    Row(between((1050, 1091), (1110, 1150)), "1040", "in_transit", "Process", "shipped"),
    Row("1160 1170 1180 1190", "1040", "in_transit", "Process", "shipped"),
    Row("1320", "1040 1310", "out_for_delivery", "Delivery", "shipped", 1),
    Row("1310 1330 1350 1370", "1190", "delivery_failed", "Problem", "shipped", 1),
    Row("1380", "1190", "lost", "Problem", "lost", 1, end=1),
    Row("1410 1420", "1190", "return_in_transit", "Retur", "returned", 0, 1),
    Row("1100 1340", "1190 1410", "return_received", "Retur", "returned", 0, 2, 1),
    Row("2000", "1190", "delivered", "Delivered", "delivered", end=1),
    Row("2010 3000", "1190", "delivered", "Delivered", "delivered", end=None),
    Row("999", "1000", "cancelled", "Problem", "cancelled", end=1),
    Row("1555", "1190", "in_transit", "Process", "shipped"),
]

CARRIERS: list[tuple[str, Classify, Mapping[str, object], list[Row]]] = [
    ("jne", jne.classify, jne.MEANINGS, JNE),
    ("kiriminaja", kiriminaja.classify, kiriminaja.MEANINGS, KIRIMINAJA),
]
if find_spec("shipping.carriers.shipper.statuses"):
    shipper = import_module("shipping.carriers.shipper.statuses")
    CARRIERS.append(("shipper", shipper.classify, shipper.MEANINGS, SHIPPER))


def fold(classify: Classify, codes: str, current: str = "ready_to_ship") -> FoldResult:
    scans = [
        classify(Scan(code=code, text="free text", occurred_at=START + timedelta(minutes=10 * n)))
        for n, code in enumerate(codes.split())
    ]
    return fold_scans(current, scans)


@pytest.mark.parametrize(
    ("classify", "row"),
    [
        pytest.param(classify, row, id=f"{name}-{row.codes.split()[0]}-after-{row.before or 'nothing'}")
        for name, classify, _, rows in CARRIERS
        for row in rows
    ],
)
def test_every_row(classify: Classify, row: Row) -> None:
    for code in row.codes.split():
        result = fold(classify, f"{row.before} {code}")
        seen = (result.status.value, result.history[-1][1].value, OF_SHIPMENT[result.status].value)
        assert seen == (row.shipment, row.word, row.order), code
        assert (result.is_problem, result.return_state) == (bool(row.problem), row.returning), code
        assert row.end is None or result.is_ended == bool(row.end), code


@pytest.mark.parametrize(
    ("meanings", "rows"), [(known, rows) for _, _, known, rows in CARRIERS], ids=[c[0] for c in CARRIERS]
)
def test_the_table_covers_every_code_the_adapter_knows(
    meanings: Mapping[str, object], rows: list[Row]
) -> None:
    ours = {"2000-0"}  # Shipper's 2000 whose money was not paid out: no code of the carrier's.
    assert {code for row in rows for code in row.codes.split()} >= set(meanings) - ours


def test_what_is_written_before_the_first_scan() -> None:
    """An order known to the carrier is created; with the airway bill it is ready to ship."""
    assert fold(kiriminaja.classify, "100 101 905", "created").status is ShipmentStatus.CREATED
    assert fold(kiriminaja.classify, "101 105", "created").status is ShipmentStatus.READY_TO_SHIP
    assert fold(kiriminaja.classify, "101", "ready_to_ship").status is ShipmentStatus.READY_TO_SHIP
    assert fold(kiriminaja.classify, "100 101 105 901").first_scan_at is None


@pytest.mark.parametrize(
    ("codes", "reasons"),
    [
        ("100+ 300", ("cancelled_after_scan",)),
        ("300 100+", ("cancelled_after_scan",)),
        ("100+ 555", ("ended_undelivered",)),
        ("100+ 401 200", ("delivered_after_return",)),
        ("100+ 200 402", ("return_received_after_delivered",)),
        ("100+ 401 701", ("lost_on_the_way_home",)),
        ("300 211 101", ()),
        ("100+ 500 152 500 152 200", ()),
        ("100+ 555 152", ()),
    ],
)
def test_when_a_person_is_asked(codes: str, reasons: tuple[str, ...]) -> None:
    result = fold(kiriminaja.classify, codes)
    assert result.look_reasons == reasons
    assert result.needs_look == bool(reasons)


@pytest.mark.parametrize("codes", ["100+ 300 106", "100+ 555 152", "100+ 703 100+", "100+ 704 152"])
def test_news_after_the_end_begins_the_watch_again(codes: str) -> None:
    assert not fold(kiriminaja.classify, codes).is_ended
