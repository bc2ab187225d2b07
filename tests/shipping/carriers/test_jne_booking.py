"""Every trap of JNE's two create calls, by name, with the real client against the running sandbox."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from shipping.carriers.base import (
    BookingOutcomeUnknown,
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
    Exchange,
    Outcome,
    ParcelRequest,
)
from shipping.carriers.jne.client import JneCarrier
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import (
    answer_next,
    break_next,
    dropoff_parcel,
    jne_of,
    pickup_parcel,
    requests_to,
)

BOTH = pytest.mark.parametrize("make", [dropoff_parcel, pickup_parcel])
Make = Callable[..., ParcelRequest]


def detail(**row: Any) -> str:
    return json.dumps({"detail": [row]})


def sent(sandbox: SandboxServer) -> dict[str, str]:
    fields = sandbox.world.requests[-1]["fields"]
    assert isinstance(fields, dict)
    return fields


# ---- reading answers ---------------------------------------------------------------------


def test_sukses_of_generatecnote_keeps_the_leading_zero_of_its_15_digits(jne: JneCarrier) -> None:
    booked = jne.book(dropoff_parcel())
    assert (len(booked.awb), booked.awb[0], booked.is_existing) == (15, "0", False)


def test_success_of_pickupcashless_has_16_digits(jne: JneCarrier) -> None:
    booked = jne.book(pickup_parcel())
    assert (len(booked.awb), booked.is_existing) == (16, False)


def test_success_word_in_any_case(sandbox: SandboxServer, jne: JneCarrier) -> None:
    answer_next(sandbox, detail(status="SUKSES", cnote_no="010116240120789"))
    assert jne.book(dropoff_parcel()).awb == "010116240120789"


@BOTH
def test_repeated_order_number_answers_the_first_airway_bill(
    sandbox: SandboxServer, jne: JneCarrier, make: Make
) -> None:
    # generatecnote says cnote_no, pickupcashless says cnote: the real shapes come from the sandbox.
    first = jne.book(make())
    again = jne.book(make())
    assert (again.awb, again.is_existing) == (first.awb, True)
    assert sandbox.world.stats()["orders_with_many"] == {}


@pytest.mark.parametrize("status", ["false", False])
def test_bad_login_is_an_error_whatever_type_status_has(
    sandbox: SandboxServer, jne: JneCarrier, status: object
) -> None:
    answer_next(sandbox, json.dumps({"error": "Username Or API KEY Not Found.", "status": status}))
    with pytest.raises(CarrierLoginFailed):
        jne.book(dropoff_parcel())


@BOTH
def test_bad_login_is_not_the_orders_fault(sandbox: SandboxServer, make: Make) -> None:
    with pytest.raises(CarrierLoginFailed):
        jne_of(sandbox, secret="wrong").book(make())
    assert sandbox.world.stats()["parcels"] == 0


@pytest.mark.parametrize(
    "body",
    [
        '{"status": false, "error": "Content not confirm our security Policy."}',
        '{"error": "Please do not let paramaters empty.", "status": false}',
        detail(reason="Please do not let field OLSHOP_GOODSVALUE empty", status="Error"),
        detail(status="Error", reason="Origin Code CGK10100 Not Exists", cnote_no=None),
        detail(status="Error", reason="Order id already exist, please try another one"),
        detail(status="error", reason=""),
    ],
    ids=["security-policy", "paramaters-empty", "no-cnote-key", "null-cnote", "exists-without-cnote", "bare"],
)
def test_every_form_of_refusal_is_permanent(sandbox: SandboxServer, jne: JneCarrier, body: str) -> None:
    answer_next(sandbox, body)
    with pytest.raises(CarrierRejected):
        jne.book(dropoff_parcel())


def test_unknown_origin_is_refused_with_its_text(jne: JneCarrier) -> None:
    with pytest.raises(CarrierRejected, match="Origin Code CGK10100 Not Exists"):
        jne.book(dropoff_parcel(origin_code="CGK10100"))


@pytest.mark.parametrize(
    "body",
    [
        detail(status="success", cnote_no=None),
        detail(status="success", cnote_no=""),
        detail(status="sukses", cnote_no=" "),
        detail(status="sukses", cnote_no=10116240120789),
        detail(status="sukses"),
        detail(status="queued", cnote_no="010116240120789"),
        detail(cnote_no="010116240120789"),
        '{"detail": []}',
        '{"detail": ["sukses"]}',
        '{"detail": {"status": "sukses", "cnote_no": "010116240120789"}}',
        "{}",
        "[]",
        "null",
        '"sukses"',
        "",
        "   ",
        "OK",
        '{"detail":[{"status":"sukses","cnote_no":"0101162',
    ],
)
def test_neither_yes_nor_no_is_unknown(sandbox: SandboxServer, jne: JneCarrier, body: str) -> None:
    answer_next(sandbox, body)
    with pytest.raises(BookingOutcomeUnknown):
        jne.book(dropoff_parcel())


@pytest.mark.parametrize("status", [201, 302, 404, 429, 500, 502, 503])
def test_any_http_status_but_200_is_unknown_even_with_a_good_body(
    sandbox: SandboxServer, jne: JneCarrier, status: int
) -> None:
    answer_next(sandbox, detail(status="sukses", cnote_no="010116240120789"), status=status)
    with pytest.raises(BookingOutcomeUnknown):
        jne.book(dropoff_parcel())


# ---- lost and late answers ---------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "kind",
    [
        FaultKind.LOST_ANSWER,
        FaultKind.RESET,
        FaultKind.CUT_JSON,
        FaultKind.EMPTY,
        FaultKind.NULL_CNOTE,
        FaultKind.ERROR_500,
        FaultKind.HTML,
    ],
)
def test_booked_behind_our_back_is_found_by_the_identical_resubmit(
    sandbox: SandboxServer, jne: JneCarrier, make: Make, kind: FaultKind
) -> None:
    break_next(sandbox, kind, commits=True)
    with pytest.raises(BookingOutcomeUnknown):
        jne.book(make())
    booked = jne.book(make())
    assert booked.is_existing
    assert sandbox.world.awbs_of["KOM2503070001"] == [booked.awb]
    assert sandbox.world.stats()["changed_payloads"] == {}


@BOTH
def test_create_is_never_retried_by_the_client(sandbox: SandboxServer, make: Make) -> None:
    for kind in (FaultKind.TIMEOUT, FaultKind.ERROR_500, FaultKind.LOST_ANSWER, FaultKind.HTML):
        break_next(sandbox, kind, hold_s=5)
    jne = jne_of(sandbox, timeout_s=0.3)
    for _ in range(4):
        with pytest.raises(BookingOutcomeUnknown):
            jne.book(make())
    assert sandbox.world.stats()["requests"] == 4


def test_hard_timeout_ends_the_call(sandbox: SandboxServer) -> None:
    break_next(sandbox, FaultKind.TIMEOUT, hold_s=20)
    started = time.perf_counter()
    with pytest.raises(BookingOutcomeUnknown):
        jne_of(sandbox, timeout_s=0.3).book(dropoff_parcel())
    assert time.perf_counter() - started < 15


def given_up(sandbox: SandboxServer) -> None:
    """Our client stops waiting long before the courier commits, a second after the request."""
    break_next(sandbox, FaultKind.LATE_COMMIT, hold_s=5, delay_s=1.0)
    with pytest.raises(BookingOutcomeUnknown):
        jne_of(sandbox, timeout_s=0.2).book(dropoff_parcel())
    assert sandbox.world.stats()["parcels"] == 0


def until(condition: Callable[[], object]) -> None:
    for _ in range(500):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("did not happen in five seconds")


def test_commit_after_our_timeout_makes_one_airway_bill(sandbox: SandboxServer, jne: JneCarrier) -> None:
    given_up(sandbox)
    until(lambda: sandbox.world.parcels)
    booked = jne.book(dropoff_parcel())
    assert booked.is_existing
    assert sandbox.world.awbs_of["KOM2503070001"] == [booked.awb]


def test_resubmit_before_the_late_commit_makes_one_airway_bill(
    sandbox: SandboxServer, jne: JneCarrier
) -> None:
    given_up(sandbox)
    booked = jne.book(dropoff_parcel())
    until(lambda: sandbox.world.duplicates)
    assert sandbox.world.awbs_of["KOM2503070001"] == [booked.awb]


def test_a_new_number_for_the_same_parcel_makes_a_second_airway_bill(
    sandbox: SandboxServer, jne: JneCarrier
) -> None:
    """The control: the fence is the order number and nothing else."""
    first = jne.book(dropoff_parcel())
    second = jne.book(dropoff_parcel(order_number="KOM2503070001-1"))
    assert first.awb != second.awb
    assert sandbox.world.stats()["parcels"] == 2


def test_known_number_ignores_the_new_payload(sandbox: SandboxServer, jne: JneCarrier) -> None:
    first = jne.book(dropoff_parcel())
    again = jne.book(dropoff_parcel(is_cod=True, cod_amount_rp=99_000))
    assert again.awb == first.awb
    assert sandbox.world.parcels[first.awb].fields["OLSHOP_COD_FLAG"] == "N"
    assert sandbox.world.stats()["changed_payloads"] == {"KOM2503070001": 1}


def test_nobody_listening_means_certainly_not_sent(sandbox: SandboxServer) -> None:
    jne = jne_of(sandbox)
    sandbox.stop()
    with pytest.raises(CarrierUnavailable):
        jne.book(dropoff_parcel())


def test_booking_and_reading_may_live_on_two_addresses(sandbox: SandboxServer) -> None:
    booking = SandboxServer().start()
    jne = jne_of(sandbox, booking_base_url=booking.url)
    jne.tariffs("CGK10000", "BDO10000", 1)
    jne.book(dropoff_parcel())
    assert requests_to(sandbox, Endpoint.TARIFF) == requests_to(booking, Endpoint.DROPOFF) == 1
    assert sandbox.world.stats()["requests"] == booking.world.stats()["requests"] == 1
    booking.stop()


# ---- what is sent ------------------------------------------------------------------------


def test_forms_are_percent_encoded(sandbox: SandboxServer, jne: JneCarrier) -> None:
    goods = "100% katun #1 + kancing; a=b"
    jne.book(dropoff_parcel(goods_description=goods))
    assert sent(sandbox)["OLSHOP_GOODSDESC"] == goods
    assert sent(sandbox)["OLSHOP_RECEIVER_PHONE"] == "+6289876543210"


def test_cod_flag_is_n_here_and_no_there(sandbox: SandboxServer, jne: JneCarrier) -> None:
    jne.book(dropoff_parcel())
    assert (sent(sandbox)["OLSHOP_COD_FLAG"], sent(sandbox)["OLSHOP_COD_AMOUNT"]) == ("N", "0")
    jne.book(pickup_parcel())
    assert (sent(sandbox)["COD_FLAG"], sent(sandbox)["COD_AMOUNT"]) == ("NO", "0")


@BOTH
def test_cod_amount_is_plain_digits(sandbox: SandboxServer, jne: JneCarrier, make: Make) -> None:
    jne.book(make(is_cod=True, cod_amount_rp=1_250_000))
    form = {name.removeprefix("OLSHOP_"): value for name, value in sent(sandbox).items()}
    assert (form["COD_FLAG"], form["COD_AMOUNT"]) == ("YES", "1250000")


def test_generatecnote_takes_the_family_and_pickupcashless_the_code(
    sandbox: SandboxServer, jne: JneCarrier
) -> None:
    jne.book(dropoff_parcel())
    assert sent(sandbox)["OLSHOP_SERVICE"] == "REG"
    jne.book(pickup_parcel())
    assert sent(sandbox)["SERVICE_CODE"] == "REG19"


def test_no_request_leaves_when_the_parcel_does_not_fit(sandbox: SandboxServer, jne: JneCarrier) -> None:
    with pytest.raises(CarrierRejected):
        jne.book(dropoff_parcel(order_number="kom-mixed-Case"))
    assert sandbox.world.stats()["requests"] == 0


def test_check_refuses_without_calling(sandbox: SandboxServer, jne: JneCarrier) -> None:
    jne.check(dropoff_parcel())
    jne.check(pickup_parcel())
    with pytest.raises(CarrierRejected):
        jne.check(pickup_parcel(pickup=None))
    assert sandbox.world.stats()["requests"] == 0


def test_json_is_not_a_form(sandbox: SandboxServer) -> None:
    """The control for the encoding: the same fields as JSON are no fields at all."""
    http = jne_of(sandbox)._booking
    login = {"username": "TESTAPI", "api_key": "25c898a9faea1a100859ecd9ef674548"}
    reply = http.post_json("/tracing/api/generatecnote", login)
    assert json.loads(reply.body) == {"error": "Username Or API KEY Not Found.", "status": "false"}


# ---- the record --------------------------------------------------------------------------


@BOTH
def test_stored_exchange_shows_neither_login_nor_phones(jne: JneCarrier, make: Make) -> None:
    kept: list[Exchange] = []
    jne.book(make(), record=kept.append)
    text = json.dumps(dict(kept[0].request))
    assert "TESTAPI" not in text
    assert "25c898a9" not in text
    assert not any(phone in text for phone in ("81234567890", "89876543210", "81111222333"))
    assert kept[0].outcome is Outcome.OK
    assert (kept[0].reference, kept[0].status) == ("KOM2503070001", 200)


def test_every_outcome_is_recorded_once(sandbox: SandboxServer, jne: JneCarrier) -> None:
    kept: list[Exchange] = []
    jne.book(dropoff_parcel(), record=kept.append)
    jne.book(dropoff_parcel(), record=kept.append)
    with pytest.raises(CarrierRejected):
        jne.book(dropoff_parcel(order_number="A1", origin_code="ZZZ10000"), record=kept.append)
    break_next(sandbox, FaultKind.BAD_LOGIN)
    with pytest.raises(CarrierLoginFailed):
        jne.book(dropoff_parcel(), record=kept.append)
    break_next(sandbox, FaultKind.LOST_ANSWER)
    with pytest.raises(BookingOutcomeUnknown):
        jne.book(dropoff_parcel(), record=kept.append)
    answer_next(sandbox, "x" * 20_000)
    with pytest.raises(BookingOutcomeUnknown):
        jne.book(dropoff_parcel(), record=kept.append)
    assert [e.outcome for e in kept] == [
        Outcome.OK,
        Outcome.EXISTING,
        Outcome.REJECTED,
        Outcome.LOGIN_FAILED,
        Outcome.UNKNOWN,
        Outcome.UNKNOWN,
    ]
    assert (kept[4].status, len(kept[5].body)) == (None, 8_000)
