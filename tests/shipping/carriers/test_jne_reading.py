"""Every trap of JNE's tariff and tracking calls, with the real client against the running sandbox."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from shipping.carriers.base import (
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
    Exchange,
    Outcome,
    RouteNotServed,
    Scan,
    TrackingNotFound,
)
from shipping.carriers.jne import answers
from shipping.carriers.jne.client import JneCarrier
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder, ScanRow
from shipping.sandbox.server import SandboxServer
from shipping.states import fold_scans
from tests.factories.sandbox import answer_next, break_next, dropoff_parcel, jne_of, requests_to

AWB = "010116240120789"
BROKEN = pytest.mark.parametrize(
    "kind",
    [
        FaultKind.ERROR_500,
        FaultKind.HTML,
        FaultKind.CUT_JSON,
        FaultKind.EMPTY,
        FaultKind.LOST_ANSWER,
        FaultKind.RESET,
    ],
)


def price(**row: Any) -> str:
    base = {
        "service_display": "REG",
        "service_code": "REG19",
        "goods_type": "Paket",
        "price": "12000",
        "etd_from": "1",
        "etd_thru": "2",
        "times": "D",
    }
    return json.dumps({"price": [{**base, **row}]})


def tracked(*rows: tuple[str, str, str | None], **cnote: Any) -> str:
    history = [
        {"date": date, "desc": desc, **({} if code is None else {"code": code})} for date, desc, code in rows
    ]
    return json.dumps({"cnote": {"cnote_no": AWB, **cnote}, "detail": [{}], "history": history})


# ---- tariff ------------------------------------------------------------------------------


def test_documented_route_has_the_documented_prices(jne: JneCarrier) -> None:
    found = jne.tariffs("CGK10000", "BDO10000", 1)
    assert [(t.service_display, t.service_code, t.price_rp) for t in found] == [
        ("REG", "REG19", 12_000),
        ("JTR", "JTR5", 18_000),
        ("YES", "YES19", 24_000),
        ("JTR", "JTR18", 45_000),
        ("JTR<130", "JTR<130", 500_000),
        ("JTR<150", "JTR<150", 500_000),
        ("JTR250", "JTR250", 850_000),
        ("SPS", "SPS15", 403_000),
    ]
    assert [(t.etd_min_days, t.etd_max_days) for t in found][:5] == [
        (1, 2),
        (3, 4),
        (1, 1),
        (3, 4),
        (None, None),
    ]


def test_display_name_is_not_the_key(jne: JneCarrier) -> None:
    codes = [t.service_code for t in jne.tariffs("CGK10000", "BDO10000", 1) if t.service_display == "JTR"]
    assert codes == ["JTR5", "JTR18"]


def test_unknown_route_is_not_served(jne: JneCarrier) -> None:
    with pytest.raises(RouteNotServed):
        jne.tariffs("CGK10000", "ZZZ99999", 1)


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ({"etd_from": None, "etd_thru": None, "times": None}, (None, None)),
        ({"etd_from": "", "etd_thru": "-", "times": "D"}, (None, None)),
        ({"etd_from": "6", "etd_thru": "30", "times": "H"}, (1, 2)),
        ({"etd_from": "1", "etd_thru": "2", "times": None}, (None, None)),
        ({"etd_from": 1, "etd_thru": 2, "times": "d"}, (1, 2)),
    ],
)
def test_no_promise_is_none_and_never_zero(
    sandbox: SandboxServer, jne: JneCarrier, row: dict[str, Any], days: tuple[int | None, int | None]
) -> None:
    answer_next(sandbox, price(**row))
    (tariff,) = jne.tariffs("CGK10000", "BDO10000", 1)
    assert (tariff.etd_min_days, tariff.etd_max_days) == days


@pytest.mark.parametrize(
    "row", [{"price": "gratis"}, {"price": None}, {"price": "0"}, {"service_code": None}]
)
def test_row_without_code_or_price_is_left_out(
    sandbox: SandboxServer, jne: JneCarrier, row: dict[str, Any]
) -> None:
    answer_next(sandbox, price(**row))
    assert jne.tariffs("CGK10000", "BDO10000", 1) == []


def test_repeated_service_code_counts_once(sandbox: SandboxServer, jne: JneCarrier) -> None:
    row = json.loads(price())["price"][0]
    answer_next(sandbox, json.dumps({"price": [row, {**row, "price": "99000"}, "junk"]}))
    assert [t.price_rp for t in jne.tariffs("CGK10000", "BDO10000", 1)] == [12_000]


@pytest.mark.parametrize("body", ["{}", "[]", '{"price": null}', '{"price": "12000"}'])
def test_tariff_answer_without_prices_is_try_later(
    sandbox: SandboxServer, jne: JneCarrier, body: str
) -> None:
    answer_next(sandbox, body)
    with pytest.raises(CarrierUnavailable):
        jne.tariffs("CGK10000", "BDO10000", 1)


@BROKEN
def test_broken_tariff_answer_is_try_later(sandbox: SandboxServer, jne: JneCarrier, kind: FaultKind) -> None:
    break_next(sandbox, kind)
    with pytest.raises(CarrierUnavailable):
        jne.tariffs("CGK10000", "BDO10000", 1)
    assert requests_to(sandbox, Endpoint.TARIFF) == 1


def test_tariff_login_and_other_refusals(sandbox: SandboxServer, jne: JneCarrier) -> None:
    with pytest.raises(CarrierLoginFailed):
        jne_of(sandbox, username="X").tariffs("CGK10000", "BDO10000", 1)
    answer_next(sandbox, '{"error": "Content not confirm our security Policy.", "status": false}')
    with pytest.raises(CarrierRejected):
        jne.tariffs("CGK10000", "BDO10000", 1)


# ---- tracking ----------------------------------------------------------------------------


def test_fresh_airway_bill_is_not_found_until_its_first_scan(sandbox: SandboxServer, jne: JneCarrier) -> None:
    awb = jne.book(dropoff_parcel()).awb
    with pytest.raises(TrackingNotFound):
        jne.track(awb)
    sandbox.world.move(sandbox.world.find(awb), MoveOrder(to=Move.PICKED_UP))
    assert {scan.code for scan in jne.track(awb).scans} == {"OP1", "RC1"}


def test_local_times_are_jakarta_and_day_comes_first(sandbox: SandboxServer, jne: JneCarrier) -> None:
    answer_next(sandbox, tracked(("09-01-2022 01:26", "RECEIVED [TANGERANG]", "RC1")))
    (scan,) = jne.track(AWB).scans
    assert scan.occurred_at == datetime(2022, 1, 8, 18, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "09-01-2022 01:26",
        "09-01-2022 01:26:00",
        "2022-01-09T01:26:00.000+07:00",
        "2022-01-08T18:26:00Z",
        "2022-01-09 01:26:00",
    ],
)
def test_both_date_formats_are_read(text: str) -> None:
    assert answers.read_moment(text) == datetime(2022, 1, 8, 18, 26, tzinfo=UTC)


def test_row_with_an_unreadable_date_is_left_out(sandbox: SandboxServer, jne: JneCarrier) -> None:
    answer_next(sandbox, tracked(("04 SEP 2019  13:46", "X", "RC1"), ("09-01-2022 01:26", "Y", "RC1")))
    assert [scan.text for scan in jne.track(AWB).scans] == ["Y"]


def test_history_is_sorted_and_equal_minutes_keep_the_carriers_order(
    sandbox: SandboxServer, jne: JneCarrier
) -> None:
    answer_next(
        sandbox,
        tracked(
            ("09-01-2022 02:00", "C", "OP2"),
            ("09-01-2022 01:18", "A", "OP1"),
            ("09-01-2022 01:26", "Z", "TP1"),
            ("09-01-2022 01:26", "B", "RC1"),
        ),
    )
    assert [scan.code for scan in jne.track(AWB).scans] == ["OP1", "TP1", "RC1", "OP2"]


def test_repeated_rows_are_dropped_only_when_all_is_equal(sandbox: SandboxServer, jne: JneCarrier) -> None:
    row = ("09-01-2022 01:26", "SAME", "RC1")
    answer_next(sandbox, tracked(row, row, ("09-01-2022 01:26", "OTHER", "RC1")))
    assert [scan.text for scan in jne.track(AWB).scans] == ["SAME", "OTHER"]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("LEVI.CO.ID - LEVI&#39;S OFFICI", "LEVI.CO.ID - LEVI'S OFFICI"),
        ("TOKO BAJU ANAK &amp; IBU LEVI&#3", "TOKO BAJU ANAK & IBU LEVI"),
        ("TOKO BAJU ANAK DAN IBU LEVI&#39", "TOKO BAJU ANAK DAN IBU LEVI"),
        ("TOKO &amp;amp; SAYA", "TOKO &amp; SAYA"),
        ("A&", "A"),
        ("A&quo", "A"),
        ("AT&T", "AT&T"),
        ("  A   B ", "A B"),
    ],
)
def test_text_is_unescaped_once_and_loses_half_an_entity(raw: str, shown: str) -> None:
    assert answers.clean_text(raw) == shown


def test_receiver_is_unescaped(sandbox: SandboxServer, jne: JneCarrier) -> None:
    answer_next(sandbox, tracked(cnote_pod_receiver="A&#39;YANI", keterangan="YANG BERSANGKUTAN"))
    reply = jne.track(AWB)
    assert (reply.receiver, reply.receiver_relation, reply.scans) == ("A'YANI", "YANG BERSANGKUTAN", ())


def test_estimate_without_a_number_promises_nothing(sandbox: SandboxServer, jne: JneCarrier) -> None:
    answer_next(sandbox, tracked(estimate_delivery=" Days"))
    assert jne.track(AWB).estimate is None
    answer_next(sandbox, tracked(estimate_delivery="1 - 2 Days"))
    assert jne.track(AWB).estimate == "1 - 2 Days"


def test_return_that_reads_like_a_delivery_is_a_return(sandbox: SandboxServer, jne: JneCarrier) -> None:
    awb = jne.book(dropoff_parcel()).awb
    sandbox.world.move(sandbox.world.find(awb), MoveOrder(to=Move.RETURNED))
    reply = jne.track(awb)
    assert reply.scans[-1].text.startswith("DELIVERED TO [SITI AMINAH")
    result = fold_scans("ready_to_ship", [jne.classify(scan) for scan in reply.scans])
    assert (result.status, result.return_state, result.delivered_at) == ("return_received", 2, None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("SHIPMENT RETURN DELIVERED TO [X]", "return_in_transit"),
        ("PAKET RETUR [JAKARTA]", "return_in_transit"),
        ("DELIVERED TO [A YANI]", "delivered"),
        ("WITH DELIVERY COURIER [SUMBAWA]", "out_for_delivery"),
        ("RECEIVED AT WAREHOUSE [SUMBAWA]", "in_transit"),
        ("RECEIVED AT INBOUND STATION [SUMBAWA]", "in_transit"),
        ("DEPARTED FROM TRANSIT [JAKARTA]", "in_transit"),
        ("PROCESSED AT SORTING CENTER [JAKARTA]", "in_transit"),
        ("SHIPMENT RECEIVED BY JNE COUNTER OFFICER AT [TANGERANG]", "picked_up"),
        ("SHIPMENT PICKED UP BY JNE COURIER [TANGERANG]", "picked_up"),
    ],
)
def test_text_decides_only_without_a_code(
    sandbox: SandboxServer, jne: JneCarrier, text: str, status: str
) -> None:
    answer_next(sandbox, tracked(("09-01-2022 01:26", text, None)))
    (scan,) = jne.track(AWB).scans
    assert jne.classify(scan).meaning.status == status
    coded = Scan(code="QQ9", text=text, occurred_at=scan.occurred_at)
    assert not jne.classify(coded).meaning.is_known


def test_text_that_says_nothing_known_is_unknown(jne: JneCarrier) -> None:
    scan = Scan(code="", text="SHIPMENT ON HOLIDAY", occurred_at=datetime(2022, 1, 1, tzinfo=UTC))
    assert not jne.classify(scan).meaning.is_known


def test_leading_zeros_survive_and_a_number_is_the_same_airway_bill(
    sandbox: SandboxServer, jne: JneCarrier
) -> None:
    answer_next(sandbox, tracked(cnote_no=int(AWB)))
    assert jne.track(AWB).awb == AWB


@pytest.mark.parametrize("body", [tracked(cnote_no="999"), '{"cnote": null}', "{}", '{"history": []}', "[]"])
def test_answer_about_something_else_is_try_later(sandbox: SandboxServer, jne: JneCarrier, body: str) -> None:
    answer_next(sandbox, body)
    with pytest.raises(CarrierUnavailable):
        jne.track(AWB)


@BROKEN
def test_broken_tracking_answer_is_try_later(
    sandbox: SandboxServer, jne: JneCarrier, kind: FaultKind
) -> None:
    break_next(sandbox, kind)
    with pytest.raises(CarrierUnavailable):
        jne.track(AWB)


def test_tracking_timeout_login_and_other_errors(sandbox: SandboxServer, jne: JneCarrier) -> None:
    break_next(sandbox, FaultKind.TIMEOUT, hold_s=5)
    with pytest.raises(CarrierUnavailable):
        jne_of(sandbox, timeout_s=0.2).track(AWB)
    break_next(sandbox, FaultKind.BAD_LOGIN)
    with pytest.raises(CarrierLoginFailed):
        jne.track(AWB)
    answer_next(sandbox, '{"error": "Database down.", "status": false}')
    with pytest.raises(CarrierUnavailable):
        jne.track(AWB)


def test_history_that_is_no_list_is_no_scans(sandbox: SandboxServer, jne: JneCarrier) -> None:
    answer_next(sandbox, json.dumps({"cnote": {"cnote_no": AWB}, "history": None}))
    assert jne.track(AWB).scans == ()


def test_airway_bill_is_quoted_into_the_path(sandbox: SandboxServer, jne: JneCarrier) -> None:
    kept: list[Exchange] = []
    with pytest.raises(TrackingNotFound):
        jne.track("../pricedev?x=1", record=kept.append)
    assert sandbox.world.requests[-1]["endpoint"] == "tracking"
    assert kept[0].outcome is Outcome.NOT_FOUND


def test_words_for_people_keep_the_place(sandbox: SandboxServer, jne: JneCarrier) -> None:
    awb = jne.book(dropoff_parcel()).awb
    parcel = sandbox.world.find(awb)
    sandbox.world.move(parcel, MoveOrder(to=Move.OUT_FOR_DELIVERY))
    sandbox.world.scan(parcel, ScanRow(sandbox.world.now(), "QQ9", "NEW WORDS [BANDUNG]"))
    words = {scan.code: jne.describe(scan) for scan in jne.track(awb).scans}
    assert words["IP3"] == "Paket dibawa kurir ke alamat penerima [BANDUNG]"
    assert words["QQ9"] == "NEW WORDS [BANDUNG]"
