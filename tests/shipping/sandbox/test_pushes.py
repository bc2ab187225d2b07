"""The sandbox pushes: what it sends for a parcel as it stands, and that it is really sent."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from shipping.carriers.jne.client import JneCarrier
from shipping.carriers.registry import push_reader
from shipping.sandbox.kiriminaja import TOKEN
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import dropoff_parcel
from tests.shipping.sandbox.conftest import Call

Received = list[tuple[str, str, dict[str, Any]]]


class _Komship(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, self.headers.get("Authorization", ""), json.loads(body)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def received(sandbox: SandboxServer) -> Iterator[Received]:
    """What arrives where the sandbox pushes to."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Komship)
    server.received = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    sandbox.web.push_to = f"http://127.0.0.1:{server.server_port}"
    yield server.received
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("to", "tells"),
    [
        (None, ("processed_packages", "")),
        (Move.IN_TRANSIT, ("shipped_packages", "100+")),
        (Move.PROBLEM, ("problem_packages", "")),
        (Move.DELIVERED, ("finished_packages", "200")),
        (Move.RETURNING, ("returned_packages", "401")),
        (Move.RETURNED, ("returned_packages", "400")),
        (Move.CANCELLED, ("canceled_packages", "300")),
    ],
)
def test_the_push_of_every_move(
    sandbox: SandboxServer,
    jne: JneCarrier,
    post: Call,
    received: Received,
    to: Move | None,
    tells: tuple[str, str],
) -> None:
    method, code = tells
    awb = jne.book(dropoff_parcel()).awb
    parcel = sandbox.world.find(awb)
    if to is not None:
        sandbox.world.move(parcel, MoveOrder(to=to))
    assert post(f"/sandbox/parcels/{awb}/push")["answers"] == [200]

    ((path, token, body),) = received
    assert (path, token, body["method"]) == ("/api/webhooks/kiriminaja", f"Bearer {TOKEN}", method)
    read = push_reader("kiriminaja").read(body, received_at=sandbox.world.now())
    assert "".join(scan.code for scan in read.parcels[0].scans) == code
    assert read.parcels[0].reference == parcel.order_id


def test_repeats_other_methods_and_shipper(jne: JneCarrier, post: Call, received: Received) -> None:
    awb = jne.book(dropoff_parcel()).awb
    path = f"/sandbox/parcels/{awb}/push"
    assert post(path, times=3, method="return_finished_packages")["answers"] == [200] * 3
    assert post(path, sender="shipper", method="2000")["path"] == "/api/webhooks/shipper"
    _, token, body = received[-1]
    assert (len(received), token, body["awb"], body["internal_status"]["code"]) == (4, "", awb, 2000)


def test_form_on_the_page_pushes_and_comes_back(
    sandbox: SandboxServer, jne: JneCarrier, received: Received
) -> None:
    awb = jne.book(dropoff_parcel()).awb
    url = f"{sandbox.url}/sandbox/parcels/{awb}/push"
    page = requests.post(url, data={"sender": "kiriminaja"}, timeout=5)
    assert ([reply.status_code for reply in page.history], len(received)) == ([303], 1)
    assert "Kirim webhook" in page.text


@pytest.mark.parametrize("body", [{"sender": "pigeon"}, {"to": "ftp://x"}, {"to": "http://127.0.0.1:1"}])
def test_pushes_that_cannot_be_made(jne: JneCarrier, post: Call, body: dict[str, Any]) -> None:
    awb = jne.book(dropoff_parcel()).awb
    assert post(f"/sandbox/parcels/{awb}/push", 409, **body)["error"]
