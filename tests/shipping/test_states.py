"""The fold of scans: the rules that make the table of statuses safe, and properties over any order."""

from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipping.carriers.jne import statuses as jne
from shipping.carriers.kiriminaja import statuses as kiriminaja
from shipping.states import (
    ALLOWED,
    FINAL,
    UNKNOWN_SCAN,
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
        meaning=jne.meaning_of(code, ""),
    )


def journey(codes: str) -> list[ClassifiedScan]:
    """Scans ten minutes apart: `"RC1 OP2 IP3"`."""
    return [scan(code, 10 * number) for number, code in enumerate(codes.split())]


def fold(codes: str, current: str = "ready_to_ship") -> FoldResult:
    return fold_scans(current, journey(codes))


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

MEANINGS = {"jne": jne.MEANINGS, "kiriminaja": kiriminaja.MEANINGS}
if find_spec("shipping.carriers.shipper.statuses"):
    MEANINGS["shipper"] = import_module("shipping.carriers.shipper.statuses").MEANINGS
UNKNOWN = ("QQ9", "ZZ1")
# Codes that say nothing new of where a parcel on its way is.
ORDINARY = {"jne": {"OP1", "TP4", "IP3"}, "kiriminaja": {"100+", "106"}, "shipper": {"1180", "1190"}}


def coded(name: str, code: str, minute: int) -> ClassifiedScan:
    """A scan of this carrier's."""
    return ClassifiedScan(
        code=code,
        text=f"text of {code}",
        occurred_at=START + timedelta(minutes=minute),
        meaning=MEANINGS[name].get(code, UNKNOWN_SCAN),
    )


def scans_of(name: str, *codes: str) -> st.SearchStrategy[list[ClassifiedScan]]:
    known = sorted(MEANINGS[name])
    chosen = st.sampled_from(codes or [*known, *known, *UNKNOWN])
    return st.lists(st.builds(partial(coded, name), chosen, st.integers(0, 12)), max_size=12)


CARRIER = st.sampled_from(sorted(MEANINGS))
SCANS = CARRIER.flatmap(scans_of)


def facts(result: FoldResult) -> tuple[object, ...]:
    return (
        result.status,
        result.is_problem,
        result.return_state,
        result.delivered_at,
        result.returned_at,
        result.is_ended,
    )


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
    if set(at_once.look_reasons) <= {"internal_desk", "ended_undelivered"}:
        assert facts(result) == facts(at_once)


@given(scans=SCANS)
def test_status_never_goes_back(scans: list[ClassifiedScan]) -> None:
    ordered = sorted(scans, key=lambda s: s.occurred_at)
    path = ["ready_to_ship"]
    for seen in range(len(ordered)):
        path.append(fold_scans(path[-1], ordered[: seen + 1]).status)
    assert all(before == after or may_move(before, after) for before, after in pairwise(path))
    if any(s.meaning.status not in {None, "cancelled"} and not s.meaning.is_paper for s in ordered):
        assert path[-1] not in {"created", "ready_to_ship"}


@given(scans=SCANS, final=st.sampled_from(sorted(FINAL)))
def test_an_end_never_moves_by_itself(scans: list[ClassifiedScan], final: str) -> None:
    result = fold_scans(final, scans)
    assert (result.status, result.is_ended) == (final, True)


@given(data=st.data())
def test_unknown_codes_never_change_a_fact_and_are_all_kept(data: st.DataObject) -> None:
    name = data.draw(CARRIER)
    scans, more = data.draw(scans_of(name)), data.draw(scans_of(name, "Q00", "Q01"))
    with_more = fold_scans("ready_to_ship", scans + more)
    assert facts(with_more) == facts(fold_scans("ready_to_ship", scans))
    assert {s.code for s in more} <= set(with_more.unknown_codes)
    assert len(with_more.history) == len({(s.occurred_at, s.code) for s in scans + more})


@given(data=st.data())
def test_ordinary_transit_never_clears_a_problem(data: st.DataObject) -> None:
    name = data.draw(CARRIER)
    scans = data.draw(scans_of(name))
    before = fold_scans("ready_to_ship", scans)
    later = [coded(name, code, 99) for code in ORDINARY[name] - {"IP3"}]
    after = fold_scans("ready_to_ship", scans + later)
    assert after.is_problem >= before.is_problem


@given(scans=SCANS, start=st.sampled_from(ShipmentStatus))
def test_folding_twice_is_folding_once(scans: list[ClassifiedScan], start: ShipmentStatus) -> None:
    once = fold_scans(start, scans)
    assert fold_scans(once.status, scans).status == once.status
    assert fold_scans(once.status, scans).needs_look == once.needs_look


@given(data=st.data())
def test_after_a_return_begins_ordinary_scans_read_retur(data: st.DataObject) -> None:
    name = data.draw(CARRIER)
    begins = {"jne": "CR1", "kiriminaja": "401", "shipper": "1410"}[name]
    result = fold_scans("ready_to_ship", [coded(name, begins, -5), *data.draw(scans_of(name))])
    assert result.status in {"return_in_transit", "return_received"}
    if not result.is_final:
        assert {word for s, word in result.history if s.code in ORDINARY[name]} <= {EventClass.RETURN}
