"""The fold of scans: JNE's whole table, the rules that make it safe, and properties over any order."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipping.carriers.jne import statuses
from shipping.states import (
    ALLOWED,
    FINAL,
    ClassifiedScan,
    EventClass,
    FoldResult,
    ShipmentStatus,
    fold_scans,
    may_move,
)

START = datetime(2025, 3, 7, 2, 0, tzinfo=UTC)


def scan(code: str, minute: int) -> ClassifiedScan:
    return ClassifiedScan(
        code=code,
        text=f"text of {code}",
        occurred_at=START + timedelta(minutes=minute),
        meaning=statuses.meaning_of(code, ""),
    )


def journey(codes: str) -> list[ClassifiedScan]:
    """Scans ten minutes apart: `"RC1 OP2 IP3"`."""
    return [scan(code, 10 * number) for number, code in enumerate(codes.split())]


def fold(codes: str, current: str = "ready_to_ship") -> FoldResult:
    return fold_scans(current, journey(codes))


def codes_of(prefix: str, first: int, last: int) -> str:
    return " ".join(f"{prefix}{number:02d}" for number in range(first, last + 1))


# Every row of the table for JNE: codes, scans before, status, word, problem, return, end.
TABLE = [
    ("PU0 PU1 S01", "", "picked_up", "Pickup", 0, 0, 0),
    ("RC1", "", "picked_up", "Pickup", 0, 0, 0),
    ("OP1", "", "picked_up", "Pickup", 0, 0, 0),
    ("OP1", "OP2", "in_transit", "Pickup", 0, 0, 0),
    ("OP1", "IP3", "out_for_delivery", "Pickup", 0, 0, 0),
    ("OP2 OP3 TP1 TP2 TP3 TP4 TP5", "RC1", "in_transit", "Process", 0, 0, 0),
    ("IP1 IP2 BI1", "RC1 OP2", "in_transit", "Process", 0, 0, 0),
    ("IP3", "RC1 OP2", "out_for_delivery", "Delivery", 0, 0, 0),
    (codes_of("D", 1, 12) + " DB2 CR3", "RC1 IP3", "delivered", "Delivered", 0, 0, 1),
    ("DB1", "RC1 IP3", "out_for_delivery", "Delivery", 0, 0, 0),
    ("D24 D25", "RC1 IP3", "delivered", "Delivered", 1, 0, 1),
    ("D15 D16", "RC1 OP2", "in_transit", "Problem", 1, 0, 0),
    ("D15 D16", "", "ready_to_ship", "Problem", 1, 0, 0),
    ("NT U05 U09 U10 U22 U23 U24 U25", "RC1 IP3", "delivery_failed", "Problem", 1, 0, 0),
    ("U01 U02 U03 U04 U07 UB2 DP5 OC", "RC1 IP3", "delivery_failed", "Problem", 1, 0, 0),
    ("U06 U08 U21", "RC1 IP3", "delivery_failed", "Problem", 1, 0, 0),
    ("U12 U13 OS PS2 CR5 CR6 CR7 X1 X10", "", "in_transit", "Problem", 1, 0, 0),
    ("U12 U13 OS PS2 CR5 CR6 CR7 X1 X10", "RC1", "in_transit", "Problem", 1, 0, 0),
    ("U12 U13 OS PS2 CR5 CR6 CR7 X1 X10", "IP3", "out_for_delivery", "Problem", 1, 0, 0),
    ("U14", "RC1", "lost", "Problem", 1, 0, 0),
    ("U11 CR4", "RC1", "damaged", "Problem", 1, 0, 0),
    ("CR1", "RC1 IP3", "return_in_transit", "Retur", 0, 1, 0),
    ("OP1 OP2 OP3 TP1 TP5 IP1 IP2 BI1 IP3 RC1", "RC1 IP3 CR1", "return_in_transit", "Retur", 0, 1, 0),
    ("U01 U05 NT CR7 DB1", "RC1 IP3 CR1", "return_in_transit", "Retur", 0, 1, 0),
    (codes_of("R", 1, 13), "RC1 CR1", "return_received", "Retur", 0, 2, 1),
    (codes_of("R", 1, 13), "RC1", "return_received", "Retur", 0, 2, 1),
    ("CR2", "", "cancelled", "Problem", 0, 0, 1),
    ("CR2", "RC1", "return_in_transit", "Problem", 1, 1, 0),
    ("QQ9", "", "ready_to_ship", "Process", 0, 0, 0),
    ("QQ9 D13 R14 CR9", "RC1 OP2", "in_transit", "Process", 0, 0, 0),
]
ROWS = [(code, *row[1:]) for row in TABLE for code in row[0].split()]


@pytest.mark.parametrize(("code", "before", "status", "word", "problem", "returning", "end"), ROWS)
def test_every_jne_row(
    code: str, before: str, status: str, word: str, problem: int, returning: int, end: int
) -> None:
    result = fold(f"{before} {code}")
    assert (result.status, result.history[-1][1]) == (status, word)
    assert (result.is_problem, result.return_state, result.is_final) == (bool(problem), returning, bool(end))


def test_table_covers_every_code_the_adapter_knows() -> None:
    assert {row[0] for row in ROWS} >= set(statuses.MEANINGS)


# ---- the rules ---------------------------------------------------------------------------


def test_without_a_scan_nothing_changes() -> None:
    for current in ShipmentStatus:
        result = fold("", current)
        assert (result.status, result.is_problem, result.needs_look) == (current, False, False)


def test_status_comes_from_all_scans_not_from_the_last_row() -> None:
    assert fold("IP3 OP1 RC1 TP4").status == "out_for_delivery"


def test_attempts_alternate_freely() -> None:
    assert fold("IP3 U05 IP3").status == "out_for_delivery"
    assert fold("IP3 U05 IP3 U01").status == "delivery_failed"


def test_fresh_attempt_clears_the_problem_and_a_transit_scan_does_not() -> None:
    assert fold("IP3 U05 OP3").is_problem
    assert not fold("IP3 U05 IP3").is_problem
    assert not fold("IP3 U05 D01").is_problem
    assert not fold("IP3 U05 CR1 R01").is_problem


def test_failed_attempt_in_the_minute_of_its_departure_is_a_failed_attempt() -> None:
    result = fold_scans("ready_to_ship", [scan("U05", 0), scan("IP3", 0)])
    assert (result.status, result.is_problem) == ("delivery_failed", True)


def test_lost_parcel_may_be_found_and_delivered_but_not_by_a_transit_scan() -> None:
    assert fold("RC1 U14 OP3").status == "lost"
    assert fold("RC1 U14 IP3").status == "out_for_delivery"
    assert fold("RC1 U11 D01").status == "delivered"


def test_delivery_time_is_the_time_of_the_first_delivering_scan() -> None:
    result = fold("RC1 IP3 D10 D10")
    assert (result.first_scan_at, result.delivered_at) == (START, START + timedelta(minutes=20))
    assert fold("RC1 CR1 OP1 R01").returned_at == START + timedelta(minutes=30)


def test_unknown_codes_are_kept_and_counted() -> None:
    result = fold("RC1 QQ9 QQ8 QQ9")
    assert (result.unknown_codes, len(result.history), result.first_scan_at) == (("QQ9", "QQ8"), 4, START)


@pytest.mark.parametrize(
    ("codes", "status", "reason"),
    [
        ("RC1 CR1 D01", "return_in_transit", "delivered_after_return"),
        ("RC1 CR1 D01 R01", "return_in_transit", "delivered_after_return"),
        ("RC1 D01 R01", "delivered", "return_received_after_delivered"),
        ("RC1 D01 CR1", "delivered", "return_in_transit_after_delivered"),
        ("RC1 D01 U08", "delivered", "delivery_failed_after_delivered"),
        ("RC1 D01 D15", "delivered", "desk_after_delivered"),
        ("RC1 CR1 R01 D01", "return_received", "delivered_after_return_received"),
        ("RC1 CR1 U14", "return_in_transit", "lost_on_the_way_home"),
        ("RC1 CR2", "return_in_transit", "cancelled_after_scan"),
        ("RC1 D16", "picked_up", "internal_desk"),
    ],
)
def test_contradictions_move_nothing_and_ask_for_a_person(codes: str, status: str, reason: str) -> None:
    result = fold(codes)
    assert (result.status, result.look_reasons) == (status, (reason,))
    assert result.needs_look
    assert result.is_problem


@pytest.mark.parametrize("codes", ["RC1 D01 OP2 IP3", "RC1 CR1 R01 OP1 CR7", "CR2 CR2", "RC1 D15 IP3"])
def test_stragglers_after_the_end_are_no_contradiction(codes: str) -> None:
    assert not fold(codes).needs_look


def test_spoilt_parcel_stays_a_problem_whatever_is_scanned_beside_it() -> None:
    assert fold("RC1 D01 D24").is_problem
    assert fold("RC1 D24 D01").is_problem


@pytest.mark.parametrize(
    ("current", "codes"),
    [("cancelled", "RC1"), ("delivered", "RC1 CR1"), ("return_received", "RC1 D01"), ("picked_up", "CR2")],
)
def test_stored_status_that_scans_contradict_stays_and_asks(current: str, codes: str) -> None:
    result = fold(codes, current)
    assert (result.status, result.needs_look, result.is_problem) == (current, True, True)


@pytest.mark.parametrize(
    ("current", "codes"),
    [("delivered", "RC1 IP3"), ("return_received", "RC1 CR1"), ("in_transit", "RC1"), ("cancelled", "QQ9")],
)
def test_older_news_leaves_the_stored_status_alone(current: str, codes: str) -> None:
    result = fold(codes, current)
    assert (result.status, result.needs_look) == (current, False)


def test_what_a_person_settled_stays_settled() -> None:
    scans = journey("RC1 CR1 D01")
    settled_at = scans[-1].occurred_at
    result = fold_scans("delivered", scans, settled_at=settled_at)
    assert (result.status, result.is_problem, result.needs_look) == ("delivered", False, False)
    assert result.delivered_at == settled_at
    moved_on = fold_scans("lost", [*scans, scan("IP3", 90)], settled_at=settled_at)
    assert moved_on.status == "out_for_delivery"
    again = fold_scans("cancelled", [*scans, scan("IP3", 90)], settled_at=settled_at)
    assert (again.status, again.look_reasons) == ("cancelled", ("scan_after_cancelled",))


def test_person_may_correct_what_scans_may_not() -> None:
    assert not may_move("delivered", "return_received")
    assert may_move("delivered", "return_received", by_person=True)
    assert not may_move("created", "created", by_person=True)
    assert may_move("ready_to_ship", "picked_up")


def test_final_statuses_allow_no_move() -> None:
    assert all(not ALLOWED[status] for status in FINAL)
    assert set(ALLOWED) == set(ShipmentStatus)


# ---- properties --------------------------------------------------------------------------

KNOWN = sorted(statuses.MEANINGS)
SCANS = st.lists(
    st.builds(scan, st.sampled_from([*KNOWN, *KNOWN, "QQ9", "ZZ1"]), st.integers(0, 12)), max_size=12
)


def facts(result: FoldResult) -> tuple[object, ...]:
    return (result.status, result.is_problem, result.return_state, result.delivered_at, result.returned_at)


@given(scans=SCANS, data=st.data())
def test_order_and_repeats_change_nothing(scans: list[ClassifiedScan], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(scans + scans[: len(scans) // 2]))
    assert fold_scans("ready_to_ship", shuffled) == fold_scans("ready_to_ship", scans)


@given(scans=SCANS, data=st.data())
def test_any_arrival_in_parts_ends_alike_unless_a_person_is_asked(
    scans: list[ClassifiedScan], data: st.DataObject
) -> None:
    """Polls see a growing part of the rows, in any order; contradictory rows always end with a person."""
    at_once = fold_scans("ready_to_ship", scans)
    arriving = data.draw(st.permutations(scans))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(scans)), max_size=5)))
    status: str = "ready_to_ship"
    for cut in [*cuts, len(arriving)]:
        result = fold_scans(status, arriving[:cut])
        assert result.status == status or may_move(status, result.status)
        status = result.status
    assert result.needs_look == at_once.needs_look
    if set(at_once.look_reasons) <= {"internal_desk"}:
        assert facts(result) == facts(at_once)


@given(scans=SCANS)
def test_status_never_goes_back(scans: list[ClassifiedScan]) -> None:
    ordered = sorted(scans, key=lambda s: s.occurred_at)
    path = ["ready_to_ship"]
    for seen in range(len(ordered)):
        path.append(fold_scans(path[-1], ordered[: seen + 1]).status)
    assert all(before == after or may_move(before, after) for before, after in pairwise(path))
    if any(s.meaning.status not in {None, "cancelled"} for s in ordered):
        assert path[-1] not in {"created", "ready_to_ship"}


@given(scans=SCANS, extra=st.lists(st.integers(0, 12), max_size=5))
def test_unknown_codes_never_change_a_fact(scans: list[ClassifiedScan], extra: list[int]) -> None:
    more = [scan("Q00", minute) for minute in extra]
    assert facts(fold_scans("ready_to_ship", scans + more)) == facts(fold_scans("ready_to_ship", scans))


@given(scans=SCANS, start=st.sampled_from(ShipmentStatus))
def test_folding_twice_is_folding_once(scans: list[ClassifiedScan], start: ShipmentStatus) -> None:
    once = fold_scans(start, scans)
    assert fold_scans(once.status, scans).status == once.status
    assert fold_scans(once.status, scans).needs_look == once.needs_look


@given(scans=SCANS)
def test_after_a_return_begins_ordinary_scans_read_retur(scans: list[ClassifiedScan]) -> None:
    result = fold_scans("ready_to_ship", [scan("CR1", -5), *scans])
    assert result.status in {"return_in_transit", "return_received"}
    words = [word for s, word in result.history if s.code in {"OP1", "IP3", "TP4"} and not result.is_final]
    assert set(words) <= {EventClass.RETURN}
