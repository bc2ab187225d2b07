"""The sandbox as a server: JNE's shapes, faults, counts, page, memory, command."""

import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

import pytest
import requests

from shipping.carriers.base import BookingOutcomeUnknown, CarrierRejected, CarrierUnavailable
from shipping.carriers.jne import mapping
from shipping.carriers.jne.client import JneCarrier
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint, Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import break_next, dropoff_parcel, jne_of, pickup_parcel
from tests.shipping.sandbox.conftest import Call

LOGIN = {"username": "TESTAPI", "api_key": "25c898a9faea1a100859ecd9ef674548"}
DROPOFF, PICKUP = "/tracing/api/generatecnote", "/pickupcashless"


def send(sandbox: SandboxServer, path: str, form: dict[str, str]) -> Any:
    reply = requests.post(sandbox.url + path, data={**LOGIN, **form}, timeout=5)
    assert reply.status_code == 200
    return reply.json()


def dropoff_form(**changes: str) -> dict[str, str]:
    fields = mapping.dropoff_fields(dropoff_parcel(), "TESTAKUN")
    return {**fields, **{f"OLSHOP_{name}": value for name, value in changes.items()}}


def pickup_form(**changes: str) -> dict[str, str]:
    return {**mapping.pickup_fields(pickup_parcel(), "TESTAKUN"), **changes}


# ---- JNE's shapes ------------------------------------------------------------------------


def test_generatecnote_speaks_its_own_dialect(sandbox: SandboxServer) -> None:
    first = send(sandbox, DROPOFF, dropoff_form())["detail"][0]
    assert first == {"status": "sukses", "cnote_no": first["cnote_no"]}
    assert send(sandbox, DROPOFF, dropoff_form()) == {
        "detail": [
            {
                "status": "Error",
                "reason": "Transaction no. already exists, please try with another",
                "cnote_no": first["cnote_no"],
            }
        ]
    }
    assert send(sandbox, DROPOFF, dropoff_form(ORDERID="A2", ORIG="CGK10100")) == {
        "detail": [{"status": "Error", "reason": "Origin Code CGK10100 Not Exists", "cnote_no": None}]
    }
    assert send(sandbox, DROPOFF, dropoff_form(GOODSVALUE=" ")) == {
        "detail": [{"reason": "Please do not let field OLSHOP_GOODSVALUE empty", "status": "Error"}]
    }


def test_pickupcashless_speaks_another(sandbox: SandboxServer) -> None:
    first = send(sandbox, PICKUP, pickup_form())["detail"][0]
    assert first == {"status": "success", "cnote_no": first["cnote_no"]}
    assert send(sandbox, PICKUP, pickup_form()) == {
        "detail": [
            {
                "reason": "Order id already exist, please try another one",
                "status": "Error",
                "cnote": first["cnote_no"],
            }
        ]
    }
    texts = [send(sandbox, PICKUP, pickup_form(SHIPPER_REGION="")) for _ in range(2)]
    assert texts == [
        {"status": False, "error": "Content not confirm our security Policy."},
        {"status": False, "error": "Please do not let paramaters empty."},
    ]
    assert send(sandbox, PICKUP, pickup_form(ORDER_ID="kom1")) == {
        "detail": [{"status": "success", "cnote_no": None}]
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [(DROPOFF, "false"), (PICKUP, False), ("/tracing/api/pricedev", False)],
)
def test_bad_login_differs_by_endpoint(sandbox: SandboxServer, path: str, status: object) -> None:
    form = {**dropoff_form(), **pickup_form(), "api_key": "wrong"}
    assert send(sandbox, path, form) == {"error": "Username Or API KEY Not Found.", "status": status}


@pytest.mark.parametrize(
    "changes",
    [
        {"COD_FLAG": "NO"},
        {"WEIGHT": "1.3"},
        {"WEIGHT": "1000"},
        {"SHIPPER_NAME": "é" * 16},
        {"DEST": "40135"},
        {"SERVICE": "REG19"},
        {"RECEIVER_PHONE": "0812 345"},
        {"INS_FLAG": "0"},
    ],
)
def test_generatecnote_refuses_what_its_book_forbids(sandbox: SandboxServer, changes: dict[str, str]) -> None:
    answer = send(sandbox, DROPOFF, dropoff_form(**changes))
    assert "error" in answer or answer["detail"][0]["status"] == "Error"
    assert sandbox.world.stats()["parcels"] == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"COD_FLAG": "N"},
        {"BRANCH": "CGK0000"},
        {"SHIPPER_CONTACT": "x" * 21},
        {"PICKUP_DATE": "2025-03-07"},
        {"PICKUP_TIME": "24:30"},
        {"WEIGHT": "1.2345"},
        {"SPECIAL_INS": " "},
        {"BRANCH": "BTH000"},
        {"DESTINATION_CODE": "ZZZ10000"},
    ],
)
def test_pickupcashless_refuses_what_its_book_forbids(
    sandbox: SandboxServer, changes: dict[str, str]
) -> None:
    assert "error" in send(sandbox, PICKUP, pickup_form(**changes))
    assert sandbox.world.stats()["parcels"] == 0


def test_tracking_answer_has_both_date_forms_and_cut_escaped_names(
    sandbox: SandboxServer, jne: JneCarrier
) -> None:
    name = "LEVI'S & CO OFFICIAL STORE"
    send(sandbox, DROPOFF, dropoff_form(RECEIVER_NAME=name, RECEIVER_CITY="MOYOHULU SUMBAWA B'R"))
    parcel = sandbox.world.find("KOM2503070001")
    sandbox.world.move(parcel, MoveOrder(to=Move.DELIVERED))
    answer = send(sandbox, f"/tracing/api/list/v1/cnote/{parcel.awb}", {})
    assert answer["detail"][0]["cnote_receiver_name"] == "LEVI&#39;S &amp; CO OFFICIAL S"
    assert answer["detail"][0]["cnote_receiver_city"] == "MOYOHULU SUMBAWA B&#"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00", answer["cnote"]["cnote_date"])
    assert all(re.fullmatch(r"\d\d-\d\d-\d{4} \d\d:\d\d", row["date"]) for row in answer["history"])
    assert (answer["cnote"]["estimate_delivery"], answer["cnote"]["pod_status"]) == (" Days", "DELIVERED")


def test_detail_date_comes_in_both_revisions(sandbox: SandboxServer, jne: JneCarrier) -> None:
    forms = set()
    for number in range(12):
        awb = jne.book(dropoff_parcel(order_number=f"KOM{number}")).awb
        sandbox.world.move(sandbox.world.find(awb), MoveOrder(to=Move.PICKED_UP))
        answer = send(sandbox, f"/tracing/api/list/v1/cnote/{awb}", {})
        forms.add("T" in answer["detail"][0]["cnote_date"])
    assert forms == {True, False}


def test_prices_are_the_same_for_ever_and_grow_with_weight(jne: JneCarrier) -> None:
    one = jne.tariffs("SUB10000", "AMI20508", 1)
    assert one == jne.tariffs("SUB10000", "AMI20508", 1)
    five = {tariff.service_code: tariff.price_rp for tariff in jne.tariffs("SUB10000", "AMI20508", 5)}
    assert five["REG19"] == 5 * one[0].price_rp
    assert "YES" not in {tariff.service_display for tariff in one}
    assert jne.tariffs("BDO10000", "BDO20101", 1)[0].price_rp < one[0].price_rp
    assert jne.tariffs("BDO10000", "SUB10000", 1)[0].price_rp < one[0].price_rp


# ---- faults and counts -------------------------------------------------------------------


def test_faults_run_out_after_their_count(post: Call, read: Call, jne: JneCarrier) -> None:
    post("/sandbox/faults", kind="error_500", endpoint="generatecnote", count=2)
    for _ in range(2):
        with pytest.raises(BookingOutcomeUnknown):
            jne.book(dropoff_parcel())
    assert not jne.book(dropoff_parcel()).is_existing
    assert read("/sandbox/stats")["faults"] == {"generatecnote:error_500": 2}
    assert read("/sandbox/faults")["faults"][0]["hits"] == 2


def test_faults_may_concern_some_orders_or_one_endpoint(post: Call, jne: JneCarrier) -> None:
    post("/sandbox/faults", kind="html", for_orders=["KOM2"])
    jne.book(dropoff_parcel(order_number="KOM1"))
    with pytest.raises(BookingOutcomeUnknown):
        jne.book(dropoff_parcel(order_number="KOM2"))
    post("/sandbox/faults/clear")
    post("/sandbox/faults", kind="html", endpoint="tracking")
    jne.book(dropoff_parcel(order_number="KOM2"))


def test_faults_on_tracking_know_the_order_of_the_airway_bill(
    sandbox: SandboxServer, jne: JneCarrier
) -> None:
    awb = jne.book(dropoff_parcel()).awb
    sandbox.world.move(sandbox.world.find(awb), MoveOrder(to=Move.PICKED_UP))
    break_next(sandbox, FaultKind.HTML, for_orders=frozenset({"KOM2503070001"}))
    with pytest.raises(CarrierUnavailable):
        jne.track(awb)
    assert jne.track(awb).scans


def test_a_refusal_is_for_numbers_without_an_airway_bill(sandbox: SandboxServer, jne: JneCarrier) -> None:
    break_next(sandbox, FaultKind.REFUSED, count=3)
    for parcel in (dropoff_parcel(order_number="KOM1"), pickup_parcel(order_number="KOM2")):
        with pytest.raises(CarrierRejected):
            jne.book(parcel)
    sandbox.world.issue(Endpoint.PICKUP, "KOM3", {})
    assert jne.book(pickup_parcel(order_number="KOM3")).is_existing


def test_faults_happen_with_their_probability(sandbox: SandboxServer, jne: JneCarrier) -> None:
    break_next(sandbox, FaultKind.ERROR_500, count=None, probability=0.5)
    failed = 0
    for number in range(60):
        try:
            jne.book(dropoff_parcel(order_number=f"KOM{number}"))
        except BookingOutcomeUnknown:
            failed += 1
    assert 15 < failed < 45
    assert sandbox.world.stats()["parcels"] == 60 - failed


def test_one_fault_is_taken_back_by_number(post: Call, read: Call) -> None:
    first = post("/sandbox/faults", kind="html")["number"]
    post("/sandbox/faults", kind="empty")
    post("/sandbox/faults/clear", number=first)
    assert [fault["kind"] for fault in read("/sandbox/faults")["faults"]] == ["empty"]


@pytest.mark.parametrize(
    "body", [{"kind": "fire"}, {"kind": "html", "endpoint": "x"}, {"kind": "html", "probability": 2}]
)
def test_unknown_faults_are_refused(post: Call, body: dict[str, Any]) -> None:
    assert post("/sandbox/faults", 409, **body)["error"]


def test_latency_slows_one_endpoint(post: Call, jne: JneCarrier) -> None:
    assert post("/sandbox/latency", endpoint="pricedev", ms=200) == {"latency_ms": {"pricedev": 200}}
    started = time.perf_counter()
    jne.tariffs("CGK10000", "BDO10000", 1)
    assert time.perf_counter() - started > 0.2


def test_slow_fault_answers_late_but_right(sandbox: SandboxServer, jne: JneCarrier) -> None:
    break_next(sandbox, FaultKind.SLOW, latency_ms=150, commits=True)
    started = time.perf_counter()
    assert jne.book(dropoff_parcel()).awb
    assert time.perf_counter() - started > 0.15


def test_stats_show_two_airway_bills_for_one_order(jne: JneCarrier, read: Call) -> None:
    """The counter that proves "one airway bill per order" must be able to say otherwise."""
    jne.book(dropoff_parcel())
    jne.book(pickup_parcel())
    stats = read("/sandbox/stats")
    assert stats["cnotes_per_order"] == {"KOM2503070001": 2}
    assert len(stats["orders_with_many"]["KOM2503070001"]) == 2
    assert stats["endpoints"]["generatecnote"] == {"requests": 1, "booked": 1}


def test_one_airway_bill_under_simultaneous_requests(sandbox: SandboxServer) -> None:
    jne = jne_of(sandbox)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: jne.book(dropoff_parcel()), range(48)))
    assert len({booked.awb for booked in answers}) == 1
    assert [booked.is_existing for booked in answers].count(False) == 1


def test_parcels_are_found_and_paged(jne: JneCarrier, read: Call) -> None:
    awbs = [jne.book(dropoff_parcel(order_number=f"KOM{n}")).awb for n in range(4)]
    assert [p["awb"] for p in read("/sandbox/parcels", order_id="KOM2")["parcels"]] == [awbs[2]]
    assert [p["awb"] for p in read("/sandbox/parcels", awb=awbs[1])["parcels"]] == [awbs[1]]
    page = read("/sandbox/parcels", limit=2, offset=1)
    assert (page["total"], [p["awb"] for p in page["parcels"]]) == (4, [awbs[2], awbs[1]])
    assert read(f"/sandbox/parcels/{awbs[0]}")["fields"]["OLSHOP_ORDERID"] == "KOM0"
    assert read("/sandbox/parcels/unknown", 409)["error"] == "no parcel unknown"
    assert read("/nothing", 404)


def test_requests_are_kept_without_the_login(jne: JneCarrier, read: Call) -> None:
    jne.tariffs("CGK10000", "BDO10000", 2)
    (kept,) = read("/sandbox/requests")["requests"]
    assert kept["fields"] == {"from": "CGK10000", "thru": "BDO10000", "weight": "2"}


def test_reset_forgets_everything(jne: JneCarrier, post: Call, read: Call) -> None:
    jne.book(dropoff_parcel())
    post("/sandbox/faults", kind="html")
    post("/sandbox/reset")
    assert read("/sandbox/stats")["requests"] == read("/sandbox/stats")["parcels"] == 0
    assert read("/sandbox/faults")["faults"] == []


# ---- page --------------------------------------------------------------------------------


def test_page_shows_parcels_escaped_and_without_scripts(sandbox: SandboxServer, jne: JneCarrier) -> None:
    send(sandbox, DROPOFF, dropoff_form(RECEIVER_NAME="<b>Ayu</b>"))
    page = requests.get(sandbox.url + "/", timeout=5)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "KOM2503070001" in page.text
    assert "&lt;b&gt;Ayu" in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert requests.get(sandbox.url + "/style.css", timeout=5).headers["Content-Type"].startswith("text/css")


def test_form_on_the_page_moves_a_parcel_and_comes_back(sandbox: SandboxServer, jne: JneCarrier) -> None:
    awb = jne.book(dropoff_parcel()).awb
    url = f"{sandbox.url}/sandbox/parcels/{awb}/move"
    page = requests.post(url, data={"to": "delivered"}, timeout=5)
    assert [reply.status_code for reply in page.history] == [303]
    assert "D01" in page.text
    requests.post(f"{sandbox.url}/sandbox/faults", data={"kind": "html", "count": ""}, timeout=5)
    assert "terus" in requests.get(sandbox.url, timeout=5).text


# ---- HTTP --------------------------------------------------------------------------------


def test_connection_is_kept_alive(sandbox: SandboxServer) -> None:
    connection = HTTPConnection("127.0.0.1", sandbox.server_port)
    ports = set()
    for _ in range(5):
        connection.request("GET", "/healthz")
        assert connection.getresponse().read() == b'{"status": "ok"}'
        ports.add(connection.sock.getsockname()[1])
    assert len(ports) == 1
    connection.close()


@pytest.mark.parametrize("body", [b"{", b"[1]"])
def test_broken_json_is_refused(sandbox: SandboxServer, body: bytes) -> None:
    assert requests.post(f"{sandbox.url}/sandbox/time", data=body, timeout=5).status_code == 400


def test_huge_body_is_refused(sandbox: SandboxServer) -> None:
    with socket.create_connection(("127.0.0.1", sandbox.server_port)) as raw:
        raw.sendall(b"POST /pickupcashless HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 413")


def test_stop_ends_held_requests(sandbox: SandboxServer) -> None:
    break_next(sandbox, FaultKind.TIMEOUT, hold_s=60)
    ended: list[str] = []

    def call() -> None:
        try:
            jne_of(sandbox, timeout_s=30).book(dropoff_parcel())
        except BookingOutcomeUnknown as error:
            ended.append(error.reason)

    thread = threading.Thread(target=call)
    thread.start()
    while not sandbox.world.faults.committed:
        time.sleep(0.01)
    sandbox.stop()
    thread.join(timeout=5)
    assert len(ended) == 1
