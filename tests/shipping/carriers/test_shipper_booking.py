"""Every trap of Shipper's create call, by name, with the real client against the running sandbox."""

import json
import time
from typing import Any

import pytest

from shipping.carriers.base import (
    BookingOutcomeUnknown,
    CarrierLoginFailed,
    CarrierRejected,
    CarrierUnavailable,
    DeferredCarrier,
    Exchange,
    Outcome,
    RouteNotServed,
)
from shipping.carriers.jne.client import JneCarrier
from shipping.carriers.shipper.client import ShipperCarrier
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import answer_next, break_next, cod_parcel, requests_to, shipper_of

NUMBER = "KOM2503070001"
ORDER, LOOKUP = Endpoint.SHIPPER_ORDER.value, Endpoint.SHIPPER_LOOKUP.value


@pytest.fixture
def shipper(sandbox: SandboxServer) -> ShipperCarrier:
    return shipper_of(sandbox)


def envelope(status: int = 200, *, errors: list[dict[str, Any]] | None = None, **data: Any) -> str:
    metadata: dict[str, Any] = {"http_status_code": status}
    return json.dumps({"metadata": metadata | ({"errors": errors} if errors else {}), "data": data or None})


def orders(sandbox: SandboxServer) -> list[str]:
    return sandbox.world.awbs_of.get(NUMBER, [])


def test_it_is_a_carrier_that_books_later_and_jne_is_none(shipper: ShipperCarrier, jne: JneCarrier) -> None:
    assert isinstance(shipper, DeferredCarrier)
    assert not isinstance(jne, DeferredCarrier)


# ---- what comes back ---------------------------------------------------------------------


def test_an_order_has_a_number_of_thirteen_and_no_airway_bill(
    sandbox: SandboxServer, shipper: ShipperCarrier
) -> None:
    booked = shipper.book(cod_parcel())

    assert (len(booked.carrier_order), booked.awb, booked.is_existing) == (13, "", False)
    assert [booked.carrier_order] == orders(sandbox)


def test_the_rate_and_compulsory_insurance_come_from_todays_prices(
    sandbox: SandboxServer, shipper: ShipperCarrier
) -> None:
    shipper.book(cod_parcel(goods_value_rp=1_200_000, cod_amount_rp=1_230_000))

    sent = json.loads(sandbox.world.find(NUMBER).fields["body"])
    assert sent["courier"] == {"rate_id": 57, "use_insurance": True, "cod_amount": 1_230_000}


def test_the_price_of_today_is_the_limit_of_the_amount(
    sandbox: SandboxServer, shipper: ShipperCarrier
) -> None:
    """The seller was shown less than Shipper wants today."""
    price = next(
        t.price_rp for t in shipper.tariffs("123400001", "567800002", 1) if t.service_code == "SIUNT"
    )

    with pytest.raises(CarrierRejected) as caught:
        shipper.book(cod_parcel(shipping_rp=1_000, cod_amount_rp=price))

    assert set(caught.value.fields) == {"cod_amount_rp"}
    assert requests_to(sandbox, Endpoint.SHIPPER_ORDER) == 0
    assert shipper.book(cod_parcel(shipping_rp=1_000, cod_amount_rp=price + 1)).carrier_order


def test_a_service_without_price_is_refused_before_anything_is_sent(
    sandbox: SandboxServer, shipper: ShipperCarrier
) -> None:
    with pytest.raises(RouteNotServed):
        shipper.book(cod_parcel(destination_code="567800404"))
    assert requests_to(sandbox, Endpoint.SHIPPER_ORDER) == 0


def test_a_parcel_that_does_not_fit_makes_no_request(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    with pytest.raises(CarrierRejected):
        shipper.book(cod_parcel(is_cod=False))
    assert sandbox.world.stats()["requests"] == 0


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, envelope(400, errors=[{"code": 10005, "message": "Invalid Input."}])),
        (400, envelope(400, errors=[{"code": 810, "message": "Invalid rate_id"}])),
        (404, envelope(404, errors=[{"code": 1, "message": "Record Not Found"}])),
        (422, envelope(422, errors=[{"code": "77", "message": "COD is not enabled"}])),
        (400, envelope(400)),
    ],
)
def test_an_error_in_the_envelope_is_a_refusal(
    sandbox: SandboxServer, shipper: ShipperCarrier, status: int, body: str
) -> None:
    answer_next(sandbox, body, status=status, endpoint=ORDER)
    with pytest.raises(CarrierRejected) as caught:
        shipper.book(cod_parcel())
    assert caught.value.reason


def test_invalid_input_says_what_to_look_at(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    break_next(sandbox, FaultKind.INVALID_INPUT, endpoint=ORDER)
    with pytest.raises(CarrierRejected, match="Periksa nama, alamat"):
        shipper.book(cod_parcel())


@pytest.mark.parametrize(("status", "body"), [(401, envelope(401)), (403, '{"message": "Forbidden"}')])
def test_a_refused_key_is_not_the_orders_fault(
    sandbox: SandboxServer, shipper: ShipperCarrier, status: int, body: str
) -> None:
    answer_next(sandbox, body, status=status, endpoint=ORDER)
    with pytest.raises(CarrierLoginFailed):
        shipper.book(cod_parcel())


def test_a_wrong_key_is_refused_by_the_sandbox(sandbox: SandboxServer) -> None:
    with pytest.raises(CarrierLoginFailed, match="Unauthorized"):
        shipper_of(sandbox, secret="wrong").book(cod_parcel())
    assert orders(sandbox) == []


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (201, envelope(201, external_id=NUMBER)),
        (201, envelope(201, external_id="KOM1", order_id="244XYRNXNKX2M")),
        (201, envelope(201, external_id=NUMBER, order_id=2447)),
        (201, envelope(201, errors=[{"code": 1, "message": "?"}])),
        (200, '{"data": {"order_id": "244XYRNXNKX2M"}}'),
        (200, "[]"),
        (200, "null"),
        (200, "OK"),
        (202, envelope(202, external_id=NUMBER, order_id="244XYRNXNKX2M")),
        (302, ""),
        (404, "<html>not found</html>"),
        (400, "Bad Request"),
        (403, "<html>blocked</html>"),
        (408, envelope(408)),
        (500, envelope(500)),
        (503, ""),
    ],
)
def test_neither_yes_nor_no_is_unknown(
    sandbox: SandboxServer, shipper: ShipperCarrier, status: int, body: str
) -> None:
    answer_next(sandbox, body, status=status, endpoint=ORDER)
    with pytest.raises(BookingOutcomeUnknown):
        shipper.book(cod_parcel())


def test_too_many_requests_made_no_order(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    break_next(sandbox, FaultKind.TOO_MANY, endpoint=ORDER)
    with pytest.raises(CarrierUnavailable):
        shipper.book(cod_parcel())
    assert orders(sandbox) == []


@pytest.mark.parametrize("kind", [FaultKind.ERROR_500, FaultKind.HTML, FaultKind.LOST_ANSWER])
def test_without_prices_no_order_is_sent(
    sandbox: SandboxServer, shipper: ShipperCarrier, kind: FaultKind
) -> None:
    break_next(sandbox, kind, endpoint=Endpoint.SHIPPER_PRICING.value)
    with pytest.raises(CarrierUnavailable):
        shipper.book(cod_parcel())
    assert requests_to(sandbox, Endpoint.SHIPPER_ORDER) == 0


def test_nobody_listening_means_certainly_not_sent(sandbox: SandboxServer) -> None:
    shipper = shipper_of(sandbox)
    sandbox.stop()
    with pytest.raises(CarrierUnavailable):
        shipper.book(cod_parcel())


# ---- lost answers, and the danger --------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [FaultKind.LOST_ANSWER, FaultKind.CUT_JSON, FaultKind.EMPTY, FaultKind.ERROR_500, FaultKind.HTML],
)
def test_booked_behind_our_back_is_found_by_its_number(
    sandbox: SandboxServer, shipper: ShipperCarrier, kind: FaultKind
) -> None:
    break_next(sandbox, kind, commits=True, endpoint=ORDER)
    with pytest.raises(BookingOutcomeUnknown):
        shipper.book(cod_parcel())

    found = shipper.find(NUMBER)

    assert found is not None
    assert [found.carrier_order] == orders(sandbox)
    assert (found.order_number, found.cod_amount_rp, found.is_active) == (NUMBER, 180_000, False)


def test_a_repeated_number_makes_a_second_order(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    """The danger itself, and the control of every test that counts orders."""
    shipper.book(cod_parcel())
    shipper.book(cod_parcel())

    assert len(orders(sandbox)) == 2
    assert sandbox.world.stats()["orders_with_many"]


def test_create_is_never_retried_by_the_client(sandbox: SandboxServer) -> None:
    shipper = shipper_of(sandbox, timeout_s=0.3)
    for kind in (FaultKind.TIMEOUT, FaultKind.ERROR_500, FaultKind.LOST_ANSWER, FaultKind.HTML):
        break_next(sandbox, kind, hold_s=5, endpoint=ORDER)
        with pytest.raises(BookingOutcomeUnknown):
            shipper.book(cod_parcel())
    assert requests_to(sandbox, Endpoint.SHIPPER_ORDER) == 4


def test_hard_timeout_ends_the_call(sandbox: SandboxServer) -> None:
    break_next(sandbox, FaultKind.TIMEOUT, hold_s=20, endpoint=ORDER)
    started = time.perf_counter()
    with pytest.raises(BookingOutcomeUnknown):
        shipper_of(sandbox, timeout_s=0.3).book(cod_parcel())
    assert time.perf_counter() - started < 15


# ---- looking up --------------------------------------------------------------------------


def test_a_number_nobody_knows_is_clearly_not_there(shipper: ShipperCarrier) -> None:
    assert shipper.find("KOM9") is None


def test_an_empty_list_says_so_too(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    answer_next(sandbox, '{"metadata": {}, "data": []}', endpoint=LOOKUP)
    assert shipper.find(NUMBER) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, "<html>no such page</html>"),
        (404, '{"message": "no Route matched"}'),
        (200, '{"metadata": {}, "data": null}'),
        (200, '{"metadata": {}}'),
        (200, envelope(external_id="KOM1", order_id="244XYRNXNKX2M")),
        (400, envelope(400)),
        (500, envelope(500)),
        (429, envelope(429)),
        (200, ""),
    ],
)
def test_only_shippers_own_word_counts_as_not_there(
    sandbox: SandboxServer, shipper: ShipperCarrier, status: int, body: str
) -> None:
    """Everything else would make a second order of a parcel that exists."""
    answer_next(sandbox, body, status=status, endpoint=LOOKUP)
    with pytest.raises(CarrierUnavailable):
        shipper.find(NUMBER)


def test_of_several_the_one_that_lives_counts(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    rows = [
        {"order_id": "A", "external_id": NUMBER, "shipment_status": {"code": 999}},
        {"order_id": "B", "external_id": NUMBER, "shipment_status": {"code": 1000}},
        {"order_id": "C", "external_id": "KOM1"},
    ]
    answer_next(sandbox, json.dumps({"metadata": {}, "data": rows}), endpoint=LOOKUP)
    found = shipper.find(NUMBER)
    assert found is not None
    assert (found.carrier_order, found.is_cancelled) == ("B", False)


# ---- the record --------------------------------------------------------------------------


def test_stored_exchanges_show_neither_key_nor_phones(shipper: ShipperCarrier) -> None:
    kept: list[Exchange] = []
    shipper.book(cod_parcel(), record=kept.append)
    shipper.find(NUMBER, record=kept.append)

    text = json.dumps([[dict(exchange.request), exchange.body] for exchange in kept])
    assert "sandbox-shipper-key" not in text
    assert not any(phone in text for phone in ("81234567890", "89876543210"))
    assert [(e.endpoint, e.outcome) for e in kept] == [
        ("pricing", Outcome.OK),
        ("order", Outcome.OK),
        ("order/external-id", Outcome.EXISTING),
    ]
    assert {e.reference for e in kept} == {NUMBER}


def test_every_outcome_is_recorded(sandbox: SandboxServer, shipper: ShipperCarrier) -> None:
    kept: list[Exchange] = []
    for kind, error in (
        (FaultKind.INVALID_INPUT, CarrierRejected),
        (FaultKind.BAD_LOGIN, CarrierLoginFailed),
        (FaultKind.TOO_MANY, CarrierUnavailable),
        (FaultKind.LOST_ANSWER, BookingOutcomeUnknown),
    ):
        break_next(sandbox, kind, endpoint=ORDER)
        with pytest.raises(error):
            shipper.book(cod_parcel(), record=kept.append)
    assert [e.outcome for e in kept if e.endpoint == "order"] == [
        Outcome.REJECTED,
        Outcome.LOGIN_FAILED,
        Outcome.UNAVAILABLE,
        Outcome.UNKNOWN,
    ]
