"""Every trap of KiriminAja's tracking call, with the real client against the running sandbox."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import override_settings

from shipping.carriers import registry
from shipping.carriers.base import (
    CarrierLogin,
    CarrierLoginFailed,
    CarrierUnavailable,
    Exchange,
    Outcome,
    Scan,
    TrackingNotFound,
)
from shipping.carriers.jne.client import JneCarrier
from shipping.carriers.kiriminaja import statuses
from shipping.carriers.kiriminaja.client import KiriminAjaTracker
from shipping.sandbox import kiriminaja as sandbox_kiriminaja
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.states import FoldResult, fold_scans
from tests.factories.sandbox import answer_next, break_next, dropoff_parcel, kiriminaja_of, requests_to

AWB = "DEVEL-000000004"
Row = tuple[str, int | str | None, str]
CREATED: Row = ("2021-07-13 17:40:00", 100, "Pesanan dibuat")


@pytest.fixture
def kiriminaja(sandbox: SandboxServer) -> KiriminAjaTracker:
    return kiriminaja_of(sandbox)


def answer(*newest_first: Row, **changes: Any) -> str:
    """An answer as KiriminAja prints it; `details_x` changes details.x."""
    details = {
        "awb": AWB,
        "order_id": "OID-8793949106",
        "status_code": None,
        "estimation": "-",
        "service": "jne",
        "service_name": "REG",
        "shipped_at": None,
        "delivered": False,
        "delivered_at": "2021-10-17 16:53:00",
        "refunded": False,
        "refunded_at": "",
        "images": None,
    }
    inside = {name for name in changes if name.startswith("details_")}
    details |= {name.removeprefix("details_"): changes[name] for name in inside}
    rows = [
        {"created_at": at, "status": text, "status_code": code, "driver": "", "receiver": ""}
        for at, code, text in newest_first
    ]
    body = {
        "status": True,
        "text": newest_first[0][2] if newest_first else "",
        "method": "shTracking",
        "status_code": newest_first[0][1] if newest_first else 101,
        "details": details,
        "histories": rows,
    }
    return json.dumps(body | {name: v for name, v in changes.items() if name not in inside})


def followed(sandbox: SandboxServer, body: str) -> FoldResult:
    """The parcel after this very answer."""
    tracker = kiriminaja_of(sandbox)
    answer_next(sandbox, body)
    return fold_scans("ready_to_ship", [tracker.classify(scan) for scan in tracker.track(AWB).scans])


def codes(sandbox: SandboxServer, body: str) -> list[str]:
    answer_next(sandbox, body)
    return [scan.code for scan in kiriminaja_of(sandbox).track(AWB).scans]


# ---- the traps ---------------------------------------------------------------------------


def test_true_says_nothing_about_the_parcel(sandbox: SandboxServer) -> None:
    assert followed(sandbox, answer(CREATED)).status == "ready_to_ship"


@pytest.mark.parametrize(
    ("status", "text"), [(200, "Data tidak ditemukan"), (200, ""), (404, "Not found"), (422, "Salah")]
)
def test_status_false_is_no_news(sandbox: SandboxServer, status: int, text: str) -> None:
    answer_next(sandbox, json.dumps({"status": False, "text": text, "status_code": 200}), status=status)
    with pytest.raises(TrackingNotFound):
        kiriminaja_of(sandbox).track(AWB)


def test_status_code_of_the_details_is_passed_over(sandbox: SandboxServer) -> None:
    body = answer(("2021-07-14 16:00:00", 500, "Gagal"), CREATED, details_status_code=200)
    assert followed(sandbox, body).status == "delivery_failed"


def test_lone_100_moves_nothing_without_a_shipping_time(sandbox: SandboxServer) -> None:
    assert followed(sandbox, answer(CREATED)).status == "ready_to_ship"
    shipped = followed(sandbox, answer(CREATED, details_shipped_at="2021-07-13 17:44:04"))
    assert (shipped.status, shipped.first_scan_at) == (
        "in_transit",
        datetime(2021, 7, 13, 10, 44, 4, tzinfo=UTC),
    )


def test_100_that_is_not_the_creation_is_a_scan(sandbox: SandboxServer) -> None:
    moved = answer(("2021-07-13 20:00:00", 100, "Tiba di gudang"), CREATED)
    assert followed(sandbox, moved).status == "in_transit"
    assert codes(sandbox, moved) == ["100", "100+"]
    after_101 = answer(("2021-07-13 20:00:00", 100, "Jalan"), ("2021-07-13 17:40:00", 101, "Baru"))
    assert codes(sandbox, after_101) == ["101", "100+"]


def test_creation_told_twice_is_still_only_the_creation(sandbox: SandboxServer) -> None:
    assert codes(sandbox, answer(CREATED, CREATED)) == ["100"]


def test_delivery_time_is_the_row_with_200(sandbox: SandboxServer) -> None:
    body = answer(("2021-07-14 16:00:00", 200, "Delivered"), CREATED, details_delivered=True)
    result = followed(sandbox, body)
    assert (result.status, result.delivered_at) == ("delivered", datetime(2021, 7, 14, 9, 0, tzinfo=UTC))


def test_newest_first_and_repeated_rows(sandbox: SandboxServer) -> None:
    """Within one second the list, read from its end, is the order of life."""
    at = "2021-07-14 16:00:00"
    rows: tuple[Row, ...] = ((at, 152, "c"), (at, 500, "b"), (at, 500, "b"), (at, 106, "a"), CREATED)
    assert codes(sandbox, answer(*rows)) == ["100", "106", "500", "152"]


def test_status_missing_from_the_history_is_not_lost(sandbox: SandboxServer) -> None:
    rows: tuple[Row, ...] = (("2021-07-14 16:00:00", 106, "a"), CREATED)
    result = followed(sandbox, answer(*rows, status_code=200, text="Delivered "))
    assert (result.status, result.delivered_at) == ("delivered", datetime(2021, 7, 14, 9, 0, tzinfo=UTC))
    assert followed(sandbox, answer(CREATED, status_code=100)).status == "ready_to_ship"


@pytest.mark.parametrize("rows", [(402,), (400,), (402, 400), (400, 402)])
def test_402_is_the_end_and_400_changes_nothing(sandbox: SandboxServer, rows: tuple[int, ...]) -> None:
    history = [(f"2021-07-2{n} 10:00:00", code, "retur") for n, code in enumerate((401, *rows))]
    result = followed(sandbox, answer(*reversed(history), CREATED))
    assert (result.status, result.return_state, result.needs_look) == ("return_received", 2, False)
    assert result.returned_at == datetime(2021, 7, 21, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "then", "status"),
    [(701, 703, "lost"), (702, 704, "damaged"), (701, 200, "delivered"), (500, 555, "delivery_failed")],
)
def test_lost_and_damaged_end_with_their_claim(
    sandbox: SandboxServer, first: int, then: int, status: str
) -> None:
    began, ended = ("2021-07-20 10:00:00", first, "a"), ("2021-08-20 10:00:00", then, "b")
    assert not followed(sandbox, answer(began, CREATED)).is_ended
    result = followed(sandbox, answer(ended, began, CREATED))
    assert (result.status, result.is_ended) == (status, True)


def test_odd_rows_and_codes(sandbox: SandboxServer) -> None:
    rows: list[Any] = [
        {"created_at": "2021-07-13T13:00:00.000000Z", "status": "Jalan", "status_code": "106"},
        {"created_at": "2021-07-13 19:00:00", "status": "Aneh", "status_code": 987},
        {"created_at": "2021-07-13 18:00:00", "status": "Kata", "status_code": "picked_up"},
        {"created_at": "2021-07-13 17:50:00", "status": "Kosong", "status_code": None},
        {"created_at": "kemarin", "status": "x", "status_code": 200},
        {"created_at": "0001-01-01 00:00:00", "status": "x", "status_code": 200},
        None,
        "x",
    ]
    result = followed(sandbox, answer(histories=rows, status_code=106))
    assert (result.status, result.unknown_codes) == ("in_transit", ("", "picked_up", "987"))


@pytest.mark.parametrize("histories", [None, {}, "x", []])
def test_no_history_is_no_error(sandbox: SandboxServer, histories: object) -> None:
    assert codes(sandbox, answer(histories=histories)) == []


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "null",
        '{"status": true}',
        '{"text": "x"}',
        answer(CREATED, status="true"),
        answer(CREATED, details=None),
        answer(CREATED, details_awb="OTHER-1"),
        "[" * 100_000,
    ],
)
def test_answers_that_cannot_be_used(sandbox: SandboxServer, body: str) -> None:
    answer_next(sandbox, body)
    with pytest.raises(CarrierUnavailable):
        kiriminaja_of(sandbox).track(AWB)


def test_order_number_is_answered_as_well(sandbox: SandboxServer) -> None:
    answer_next(sandbox, answer(CREATED))
    assert kiriminaja_of(sandbox).track("oid-8793949106").scans
    answer_next(sandbox, answer(CREATED, details_awb=None))
    assert kiriminaja_of(sandbox).track("OID-8793949106").scans


# ---- login and transport -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "text"), [(200, "Unauthenticated."), (401, "x"), (403, "x"), (200, "API key salah")]
)
def test_refused_login(sandbox: SandboxServer, status: int, text: str) -> None:
    answer_next(sandbox, json.dumps({"status": False, "text": text}), status=status)
    with pytest.raises(CarrierLoginFailed):
        kiriminaja_of(sandbox).track(AWB)


def test_wrong_token_is_refused_by_the_sandbox(sandbox: SandboxServer) -> None:
    with pytest.raises(CarrierLoginFailed):
        kiriminaja_of(sandbox, token="wrong").track(AWB)


@pytest.mark.parametrize(
    "kind",
    [FaultKind.ERROR_500, FaultKind.HTML, FaultKind.CUT_JSON, FaultKind.EMPTY, FaultKind.LOST_ANSWER],
)
def test_broken_answers_say_try_later(sandbox: SandboxServer, jne: JneCarrier, kind: FaultKind) -> None:
    awb = jne.book(dropoff_parcel()).awb
    break_next(sandbox, kind, endpoint=Endpoint.KIRIMINAJA.value)
    kept: list[Exchange] = []
    with pytest.raises(CarrierUnavailable):
        kiriminaja_of(sandbox).track(awb, record=kept.append)
    assert [exchange.outcome for exchange in kept] == [Outcome.UNAVAILABLE]
    assert kiriminaja_of(sandbox).track(awb).scans


def test_silence_ends_with_the_timeout(sandbox: SandboxServer) -> None:
    break_next(sandbox, FaultKind.TIMEOUT, hold_s=5)
    with pytest.raises(CarrierUnavailable, match="timeout"):
        kiriminaja_of(sandbox, timeout_s=0.2).track(AWB)


def test_number_without_room_is_not_asked(sandbox: SandboxServer, kiriminaja: KiriminAjaTracker) -> None:
    for number in ("", " ", "X" * 21):
        with pytest.raises(TrackingNotFound):
            kiriminaja.track(number)
    assert requests_to(sandbox, Endpoint.KIRIMINAJA) == 0


def test_exchange_is_kept_without_the_token(sandbox: SandboxServer, jne: JneCarrier) -> None:
    awb = jne.book(dropoff_parcel()).awb
    kept: list[Exchange] = []
    kiriminaja_of(sandbox).track(awb, record=kept.append)
    (exchange,) = kept
    assert (exchange.carrier, exchange.outcome, exchange.reference) == ("kiriminaja", Outcome.OK, awb)
    assert sandbox_kiriminaja.TOKEN not in repr(exchange)
    assert "Bearer" not in json.dumps(list(sandbox.world.requests))


# ---- words -------------------------------------------------------------------------------


def test_words_for_sellers(kiriminaja: KiriminAjaTracker) -> None:
    at = datetime(2021, 7, 14, tzinfo=UTC)

    def words(code: str, text: str = "Free text", place: str = "") -> str:
        return kiriminaja.describe(Scan(code=code, text=text, occurred_at=at, place=place))

    assert words("200", place="BAGUS") == "Paket sudah diterima [BAGUS]"
    assert words("100+", text="shipped_at") == "Paket diserahkan ke kurir"
    assert words("987") == "Free text"
    assert all(words(code) != "Free text" for code in statuses.MEANINGS)


# ---- registry ----------------------------------------------------------------------------


def test_kiriminaja_tracks_and_nothing_more() -> None:
    assert registry.tracker("kiriminaja").code == "kiriminaja"
    assert registry.tracker("jne").code == "jne"
    with pytest.raises(registry.OnlyTracks, match="only tracks"):
        registry.carrier("kiriminaja")
    with pytest.raises(registry.UnknownCarrier):
        registry.tracker("pigeon")


def test_sandbox_and_client_agree_on_a_token() -> None:
    assert sandbox_kiriminaja.TOKEN == registry.KIRIMINAJA_TEST_TOKEN


@pytest.mark.parametrize(
    ("module", "base_url", "token", "expected"),
    [
        ("komship.settings.dev", "http://s:1", "", ("http://s:1", registry.KIRIMINAJA_TEST_TOKEN)),
        ("komship.settings.dev", "", "live", ("https://client.kiriminaja.com", "live")),
        ("komship.settings.dev", "", "", ("https://client.kiriminaja.com", "")),
        ("komship.settings.prod", "http://s:1", "", ("http://s:1", "")),
        ("komship.settings.prod", "http://s:1", "live", ("http://s:1", "live")),
    ],
)
def test_where_and_as_whom(module: str, base_url: str, token: str, expected: tuple[str, str]) -> None:
    with override_settings(SETTINGS_MODULE=module, KIRIMINAJA_BASE_URL=base_url, KIRIMINAJA_TOKEN=token):
        login = registry.kiriminaja_login()
    assert (login.base_url, login.secret) == expected
    assert not token or token not in repr(login)


def test_without_a_token_nobody_is_asked(sandbox: SandboxServer) -> None:
    tracker = KiriminAjaTracker(CarrierLogin(base_url=sandbox.url, secret=""))
    with pytest.raises(CarrierLoginFailed, match="KIRIMINAJA_TOKEN"):
        tracker.track(AWB)
    assert requests_to(sandbox, Endpoint.KIRIMINAJA) == 0


# ---- the sandbox's side ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "status", "problem", "returning"),
    [
        (None, "ready_to_ship", False, 0),
        (Move.PICKED_UP, "picked_up", False, 0),
        (Move.IN_TRANSIT, "in_transit", False, 0),
        (Move.OUT_FOR_DELIVERY, "in_transit", False, 0),
        (Move.PROBLEM, "delivery_failed", True, 0),
        (Move.DELIVERED, "delivered", False, 0),
        (Move.RETURNING, "return_in_transit", False, 1),
        (Move.RETURNED, "return_received", False, 2),
        (Move.LOST, "lost", True, 0),
        (Move.DAMAGED, "damaged", True, 0),
        (Move.CANCELLED, "cancelled", False, 0),
    ],
)
def test_every_move_reads_as_its_status(
    sandbox: SandboxServer, jne: JneCarrier, to: Move | None, status: str, problem: bool, returning: int
) -> None:
    awb = jne.book(dropoff_parcel()).awb
    if to is not None:
        sandbox.world.move(sandbox.world.find(awb), MoveOrder(to=to))
    tracker = kiriminaja_of(sandbox)
    reply = tracker.track(awb)
    result = fold_scans("ready_to_ship", [tracker.classify(scan) for scan in reply.scans])
    assert (result.status, result.is_problem, result.return_state) == (status, problem, returning)
    assert not result.needs_look
    assert (reply.receiver == "Ayu Lestari") == (to is Move.DELIVERED)


def test_sandbox_answers_in_the_printed_shape(sandbox: SandboxServer, jne: JneCarrier) -> None:
    awb = jne.book(dropoff_parcel()).awb
    parcel = sandbox.world.find(awb)
    sandbox.world.move(parcel, MoveOrder(to=Move.DELIVERED))
    told = sandbox_kiriminaja.tracking(sandbox.world, parcel.order_id)
    assert set(told) == {"status", "text", "method", "status_code", "details", "histories"}
    assert (told["status_code"], told["details"]["status_code"], told["method"]) == (200, None, "shTracking")
    assert told["text"].endswith(" ")
    assert told["histories"][0] == told["histories"][1], "a row is told twice"
    assert list(told["histories"][0]) != list(told["histories"][-1]), "keys in another order"
    times = [row["created_at"] for row in told["histories"]]
    assert times == sorted(times, reverse=True)
    assert told["details"]["delivered_at"] > times[0]
    assert "||" in told["details"]["images"]["camera_img"]
    unknown = sandbox_kiriminaja.tracking(sandbox.world, "NOBODY")
    assert unknown == {"status": False, "text": "Data tidak ditemukan", "method": "shTracking"}
    assert sandbox_kiriminaja.tracking(sandbox.world, "")["errors"]


def test_another_attempt_after_a_failed_one_has_its_own_code(sandbox: SandboxServer, jne: JneCarrier) -> None:
    awb = jne.book(dropoff_parcel()).awb
    parcel = sandbox.world.find(awb)
    for to, code in ((Move.PROBLEM, "500"), (Move.OUT_FOR_DELIVERY, None)):
        sandbox.world.move(parcel, MoveOrder(to=to, code=code))
    assert [scan.code for scan in kiriminaja_of(sandbox).track(awb).scans][-2:] == ["500", "152"]
