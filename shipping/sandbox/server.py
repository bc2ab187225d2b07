"""The sandbox on a port: threads, HTTP/1.1 with keep-alive, no framework between socket and answer."""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from shipping.sandbox import bank, jne, kiriminaja
from shipping.sandbox.faults import Fault, FaultKind, Hangup
from shipping.sandbox.gateway import PAGES, Asked, GatewayDesk
from shipping.sandbox.gateway import PATH as INVOICES
from shipping.sandbox.parcels import Endpoint, Refused
from shipping.sandbox.shipper_desk import PREFIX as SHIPPER
from shipping.sandbox.shipper_desk import Question, ShipperDesk
from shipping.sandbox.web import SandboxWeb, WebReply, as_json
from shipping.sandbox.world import World

_TRACKING_PATH = "/tracing/api/list/v1/cnote/"
_PATHS = {
    "/tracing/api/pricedev": Endpoint.TARIFF,
    "/tracing/api/generatecnote": Endpoint.DROPOFF,
    "/pickupcashless": Endpoint.PICKUP,
    kiriminaja.PATH: Endpoint.KIRIMINAJA,
}
_LOGINS = frozenset({"username", "api_key", "authorization"})
_MAX_BODY = 1024 * 1024
_FORM = "application/x-www-form-urlencoded"
_HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"


_FIXED = {
    FaultKind.ERROR_500: WebReply(b"Internal Server Error", 500, "text/plain"),
    FaultKind.TOO_MANY: WebReply(b"Too Many Requests", 429, "text/plain"),
    FaultKind.INVALID_INPUT: as_json(jne.policy_refusal()),
    FaultKind.HTML: WebReply(_HTML, content_type="text/html"),
    FaultKind.EMPTY: WebReply(b""),
}


class Courier:
    """From a courier's path and fields to bytes, with whatever fault is switched on."""

    def __init__(self, world: World, stopping: threading.Event) -> None:
        self.world = world
        self._stopping = stopping

    def answer(self, endpoint: Endpoint, path: str, form: dict[str, str]) -> WebReply:
        """Raises Hangup for faults that end in silence."""
        world = self.world
        world.note_request(endpoint, {n: v for n, v in form.items() if n not in _LOGINS}, path)
        latency = world.latency_ms.get(endpoint.value, 0)
        if latency:
            time.sleep(latency / 1000)
        work = self._work(endpoint, path, form)
        fault = world.faults.pick(endpoint, self._references(path, form)) if world.faults.faults else None
        if fault is None:
            return as_json(work())
        if fault.latency_ms:
            time.sleep(fault.latency_ms / 1000)
        if fault.kind is FaultKind.BAD_LOGIN:
            return as_json(_login_refusal(endpoint))
        if fault.kind is FaultKind.REFUSED:
            return as_json(work() if self._is_known(path, form) else jne.refusal(endpoint))
        if fault.kind is FaultKind.LATE_COMMIT:
            threading.Thread(target=self._later, args=(fault.delay_s, work), daemon=True).start()
            self._hold(fault)
        return self._spoilt(fault, work() if fault.commits else None)

    def _later(self, delay_s: float, work: Callable[[], jne.Answer]) -> None:
        if not self._stopping.wait(delay_s):
            work()

    def _hold(self, fault: Fault) -> None:
        self._stopping.wait(fault.hold_s)
        raise Hangup

    def _spoilt(self, fault: Fault, answer: jne.Answer | None) -> WebReply:
        if fault.kind is FaultKind.TIMEOUT:
            self._hold(fault)
        if fault.kind in _FIXED:
            return _FIXED[fault.kind]
        match fault.kind:
            case FaultKind.LOST_ANSWER | FaultKind.RESET:
                raise Hangup(is_reset=fault.kind is FaultKind.RESET)
            case FaultKind.CANNED:
                return WebReply(fault.body.encode(), fault.status)
            case FaultKind.NULL_CNOTE:
                return as_json(_without_cnote(answer))
        text = json.dumps(answer).encode()
        return WebReply(text[: len(text) // 2] if fault.kind is FaultKind.CUT_JSON else text)

    def _is_known(self, path: str, form: dict[str, str]) -> bool:
        """A number that has its airway bill is never refused."""
        return any(reference in self.world.awbs_of for reference in self._references(path, form))

    def _references(self, path: str, form: dict[str, str]) -> frozenset[str]:
        order = form.get("OLSHOP_ORDERID") or form.get("ORDER_ID")
        if order:
            return frozenset({order})
        awb = form.get("order_id") or path.rpartition("/")[2]
        parcel = self.world.parcels.get(awb)
        return frozenset({awb, parcel.order_id}) if parcel else frozenset({awb})

    def _work(self, endpoint: Endpoint, path: str, form: dict[str, str]) -> Callable[[], jne.Answer]:
        world = self.world
        is_known = kiriminaja.is_login if endpoint is Endpoint.KIRIMINAJA else jne.is_login
        if not is_known(form):
            return lambda: _login_refusal(endpoint)
        match endpoint:
            case Endpoint.TARIFF:
                return lambda: jne.tariff(world, form)
            case Endpoint.DROPOFF:
                return lambda: jne.dropoff(world, form)
            case Endpoint.PICKUP:
                return lambda: jne.pickup(world, form)
            case Endpoint.TRACKING:
                return lambda: jne.tracking(world, unquote(path.removeprefix(_TRACKING_PATH)))
            case Endpoint.KIRIMINAJA:
                return lambda: kiriminaja.tracking(world, form["order_id"])
            case _:
                raise ValueError(f"{endpoint} has a desk of its own")


def _login_refusal(endpoint: Endpoint) -> jne.Answer:
    return kiriminaja.login_refusal() if endpoint is Endpoint.KIRIMINAJA else jne.login_refusal(endpoint)


def _without_cnote(answer: jne.Answer | None) -> jne.Answer:
    detail = (answer or {}).get("detail") or [{"status": "success"}]
    return {"detail": [{"status": detail[0]["status"], "cnote_no": None}]}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "courier-sandbox"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    server: SandboxServer

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path.startswith(SHIPPER):
            self._answer(lambda: self._shipper("GET", b""))
        elif url.path.startswith((INVOICES, PAGES)):
            self._answer(lambda: self._gateway("GET", b""))
        else:
            self._answer(lambda: self.server.web.get(url.path, dict(parse_qsl(url.query))))

    def do_POST(self) -> None:
        raw = self._body()
        if raw is None:
            return
        path = urlsplit(self.path).path
        if path.startswith(SHIPPER):
            self._answer(lambda: self._shipper("POST", raw))
            return
        if path.startswith((INVOICES, PAGES)):
            self._answer(lambda: self._gateway("POST", raw))
            return
        endpoint = _PATHS.get(path)
        if endpoint is None and path.startswith(_TRACKING_PATH):
            endpoint = Endpoint.TRACKING
        if endpoint is not None:
            fields = self._fields(endpoint, raw)
            self._answer(lambda: self.server.courier.answer(endpoint, path, fields))
        else:
            self._answer(lambda: self._own_post(path, raw))

    def _shipper(self, method: str, raw: bytes) -> WebReply:
        key = self.headers.get("X-API-Key", "")
        return self.server.shipper.answer(Question(method, urlsplit(self.path).path, key, raw))

    def _gateway(self, method: str, raw: bytes) -> WebReply:
        url = urlsplit(self.path)
        login = self.headers.get("Authorization", "")
        query = dict(parse_qsl(url.query)) | self._form(raw)
        host = self.headers.get("Host") or urlsplit(self.server.url).netloc
        return self.server.gateway.answer(Asked(method, url.path, login, query, raw, f"http://{host}"))

    def _own_post(self, path: str, raw: bytes) -> WebReply:
        form = self._form(raw)
        try:
            body = form or (json.loads(raw) if raw else {})
        except ValueError:
            return as_json({"error": "not JSON"}, 400)
        if not isinstance(body, dict):
            return as_json({"error": "not an object"}, 400)
        if path == bank.PATH:
            return bank.inquiry(body, self.server.stopping)
        reply = self.server.web.post(path, body)
        if form and reply.status == 200:
            # A form on the page was sent: back to the page.
            return WebReply(b"", 303, location=self.headers.get("Referer") or "/")
        return reply

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > _MAX_BODY:
            self.close_connection = True
            self._send(as_json({"error": "body too large or without length"}, 413))
            return None
        return self.rfile.read(int(length))

    def _fields(self, endpoint: Endpoint, raw: bytes) -> dict[str, str]:
        if endpoint is Endpoint.KIRIMINAJA:
            return kiriminaja.request_fields(raw, self.headers.get("Authorization", ""))
        return self._form(raw)

    def _form(self, raw: bytes) -> dict[str, str]:
        """Form fields; a body sent as anything else has none, as at JNE."""
        if not self.headers.get("Content-Type", "").startswith(_FORM):
            return {}
        return dict(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))

    def _answer(self, make: Callable[[], WebReply]) -> None:
        try:
            reply = make()
        except Hangup as end:
            self.close_connection = True
            if end.is_reset:
                self._reset()
            return
        except Refused as reason:
            reply = as_json({"error": str(reason)}, 409)
        except ValueError as error:
            reply = as_json({"error": str(error)}, 400)
        self._send(reply)

    def _send(self, reply: WebReply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        if reply.location:
            self.send_header("Location", reply.location)
        self.end_headers()
        self.wfile.write(reply.body)

    def _reset(self) -> None:
        """A socket that does not linger is closed by a reset, unless it said goodbye before."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        """Quiet: the page and /sandbox/stats tell what happened."""


class SandboxServer(ThreadingHTTPServer):
    """`start()` serves in the background; `stop()` ends it, held requests and open connections too."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    allow_reuse_address = True

    def __init__(
        self, *, host: str = "127.0.0.1", port: int = 0, state: Path | None = None, push_to: str = ""
    ) -> None:
        self.world = World(state)
        self.stopping = threading.Event()
        self.courier = Courier(self.world, self.stopping)
        self.shipper = ShipperDesk(self.world, self.stopping)
        self.gateway = GatewayDesk(self.world, self.stopping, push_to=push_to)
        self.web = SandboxWeb(self.world, push_to=push_to)
        self._open: set[socket.socket] = set()
        self._thread: threading.Thread | None = None
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"

    def start(self) -> SandboxServer:
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        self.stopping.set()
        if self._thread is not None:
            self.shutdown()
            self._thread.join()
        self.server_close()
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self.world.close()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that give up, as they should after a timeout, are no news."""
