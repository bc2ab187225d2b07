"""The parts of `make chaos`: what is planned, how a client repeats itself, and checks that can say no."""

import json
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from komship.demo.day import Refused
from komship.demo.illness import BAD_LOGIN, BOOKING_FAULTS, TRACKING_FAULTS, deal, name_of
from komship.demo.rush import Rush
from komship.demo.stage import Stage, kill
from komship.demo.storm import Mishap, Storm, plan_mishaps
from komship.demo.verdict import (
    faults_committed,
    figures,
    it_did_storm,
    money_of_every_end,
    nobody_is_stuck,
    orders_stored_once,
    same_airway_bills,
)
from komship.embedded import EmbeddedServers
from komship.lib.http import HttpClient
from orders.models import Order
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from tests.factories.finance import fund
from tests.factories.orders import Market, move_parcel
from tests.factories.sandbox import break_next


def stage_of(url: str) -> Stage:
    there = HttpClient(name="there", base_url=url, read_timeout_s=5)
    return Stage(web=there, courier=there, courier_url=url, pids=Path(), env={}, root=Path())


# ---- what is planned -----------------------------------------------------------------------


def test_the_same_seed_plans_the_same_mishaps() -> None:
    plan = plan_mishaps(7, rounds=2)
    assert plan == plan_mishaps(7, rounds=2) != plan_mishaps(8, rounds=2)
    for first in (0, 6):
        assert Counter(plan[first : first + 6]) == Counter([*Mishap, Mishap.KILL_CARRIERS])


def test_every_kind_of_fault_is_planned() -> None:
    """Canned answers are for tests of one answer, and one refusal of Shipper's is JNE's as well."""
    planned = {fault["kind"] for fault in (*BOOKING_FAULTS, *TRACKING_FAULTS, BAD_LOGIN)}
    assert planned == {kind.value for kind in FaultKind} - {"canned", "invalid_input"}


def test_faults_are_dealt_to_orders_of_their_own() -> None:
    numbers = [f"KOM{number}" for number in range(40)]
    hand = deal(BOOKING_FAULTS, numbers, endpoint="pickupcashless", each=2, seed=3)
    assert hand == deal(BOOKING_FAULTS, numbers, endpoint="pickupcashless", each=2, seed=3)
    assert hand != deal(BOOKING_FAULTS, numbers, endpoint="pickupcashless", each=2, seed=4)
    orders = [fault["for_orders"][0] for fault in hand]
    assert len(set(orders)) == len(orders) == 2 * len(BOOKING_FAULTS)
    assert set(orders) <= set(numbers)


def test_the_courier_takes_every_planned_fault(sandbox: SandboxServer) -> None:
    rush = Rush(stage_of(sandbox.url))
    for fault in deal(
        BOOKING_FAULTS, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", endpoint="pickupcashless", each=1, seed=1
    ):
        assert name_of(rush.courier("faults", fault)).startswith(f"pickupcashless {fault['kind']}")


# ---- what happens --------------------------------------------------------------------------


def test_a_storm_kills_whom_the_plan_names(tmp_path: Path) -> None:
    victim = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"], start_new_session=True)
    (tmp_path / "bulk.pid").write_text(f"{victim.pid}\n")
    nobody = EmbeddedServers(tmp_path, postgres=False, redis=False)
    storm = Storm([Mishap.KILL_BULK], pids=tmp_path, servers=nobody, seed=1, every_s=0)
    storm.start()
    assert victim.wait() == -signal.SIGKILL
    storm.finish()
    assert storm.happened == [Mishap.KILL_BULK]
    assert not kill(tmp_path, "carriers")


@dataclass
class Moody:
    """A product that answers by a script and then fails for good."""

    url: str = ""
    script: list[tuple[int, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@pytest.fixture
def moody() -> Iterator[Moody]:
    product = Moody()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            product.keys.append(self.headers.get("Idempotency-Key", ""))
            status, data = product.script.pop(0)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps({"code": status, "data": data}).encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    product.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield product
    server.shutdown()
    server.server_close()


def test_a_client_repeats_what_fails_for_a_moment_and_nothing_else(moody: Moody) -> None:
    rush = Rush(stage_of(moody.url), partner_id=5)
    moody.script = [(500, None), (409, None), (200, "cart")]
    assert rush.call("/v2/cart/bulk-store-web", [])["data"] == "cart"
    assert rush.repeated == {"status 500": 1, "status 409": 1}
    moody.script = [(400, None)]
    with pytest.raises(Refused):
        rush.call("/v2/cart/bulk-store-web", [])


def test_an_order_keeps_its_key_until_it_is_clearly_refused(moody: Moody) -> None:
    rush, body = Rush(stage_of(moody.url), partner_id=5), {"payment_method": "COD"}
    moody.script = [(503, None), (400, None), (200, {"order_id": 8, "order_no": "KOM8"})]
    assert [rush._store(3, 0, body), rush._store(3, 0, body), rush._store(3, 1, body)] == [0, 1, None]
    assert moody.keys == ["rush-3-0", "rush-3-0", "rush-3-1"]
    assert rush.orders == [{"id": 8, "number": "KOM8", "method": "COD"}]


# ---- checks that can say no ----------------------------------------------------------------


@pytest.fixture
def rush(market: Market) -> Rush:
    """A COD parcel that was delivered and a transfer that came back, as a rush of two leaves them."""
    fund(market.partner, 100_000)
    rush = Rush(stage_of(market.sandbox.url), partner_id=market.partner.pk, wanted=2)
    break_next(market.sandbox, FaultKind.SLOW, endpoint="pickupcashless", commits=True)
    for order, move in ((market.order(), "delivered"), (market.transfer_order(), "returned")):
        moved = move_parcel(market, market.packed(order), move)
        rush.orders.append({"id": moved.pk, "number": moved.number, "end": move})
    return rush


def broken(rush: Rush) -> set[str]:
    checks = [
        *orders_stored_once(rush),
        *nobody_is_stuck(rush),
        *same_airway_bills(rush),
        *money_of_every_end(rush),
    ]
    return {check.text for check in checks if not check.holds}


def test_a_good_end_is_seen_as_one(rush: Rush) -> None:
    assert broken(rush) == set()
    assert faults_committed(rush) == {"pickupcashless slow, booked": 1}
    told = dict(figures(rush, [Mishap.FLUSH_REDIS]))
    assert (told["Redis flushed"], told["bulk killed"]) == ("1", "0")
    assert told["bookings asked"] == "2 times for 2 orders, 0 more than once"
    calm = [check for check in it_did_storm(rush, [*Mishap]) if not check.holds]
    assert len(calm) == 1
    assert "tracking html" in calm[0].detail
    assert "slow" not in calm[0].detail


def test_a_second_airway_bill_is_seen(rush: Rush, market: Market) -> None:
    market.sandbox.world.issue(Endpoint.DROPOFF, rush.orders[0]["number"], {})
    assert broken(rush) == {"the courier made one airway bill per order", "and it is the one we know"}


def test_an_order_left_behind_is_seen(rush: Rush) -> None:
    Order.objects.filter(pk=rush.orders[0]["id"]).update(status="shipped")
    texts = broken(rush)
    assert "every order is where its parcel ended" in texts
    assert "each order has the money entries of its end, once" in texts
    assert "the seller's balance is the sum over her orders" in texts


def test_an_open_booking_and_a_stray_order_are_seen(rush: Rush) -> None:
    refused = Shipment.objects.filter(reference=rush.orders[0]["number"])
    refused.update(booking_state="rejected", awb=None)
    rush.orders.pop()
    assert {"no booking is open or unclear", "and exactly those are stored"} <= broken(rush)
