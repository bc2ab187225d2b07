"""From a request in Shipper's way to bytes, with whatever fault is switched on."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from shipping.sandbox import shipper
from shipping.sandbox.faults import Fault, FaultKind, Hangup
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.shipper import Reply
from shipping.sandbox.web import WebReply, as_json
from shipping.sandbox.world import World

PREFIX = "/v3/"
_PRICING = "/v3/pricing/domestic"
_ORDER = "/v3/order"
_LOOKUP = "/v3/order/external-id/"
_PICKUPS = frozenset({"/v3/pickup/timeslot", "/v3/pickup"})
_HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"


@dataclass(frozen=True)
class Question:
    method: str
    path: str
    key: str
    raw: bytes

    @property
    def body(self) -> dict[str, Any] | None:
        """The JSON object that was sent; None when it is none."""
        try:
            body = json.loads(self.raw or b"{}")
        except ValueError:
            return None
        return body if isinstance(body, dict) else None


class ShipperDesk:
    """Answers everything under PREFIX."""

    def __init__(self, world: World, stopping: threading.Event) -> None:
        self.world = world
        self._stopping = stopping

    def answer(self, asked: Question) -> WebReply:
        """Raises Hangup for faults that end in silence."""
        endpoint = _endpoint_of(asked)
        if endpoint is None:
            return _sent(shipper.not_found(asked.path))
        self.world.note_request(endpoint, {"body": asked.raw.decode(errors="replace")}, asked.path)
        latency = self.world.latency_ms.get(endpoint.value, 0)
        if latency:
            time.sleep(latency / 1000)

        def work() -> Reply:
            return self._work(endpoint, asked)

        fault = self.world.faults.pick(endpoint, self._references(asked))
        return _sent(work()) if fault is None else self._spoilt(fault, asked, work)

    def _work(self, endpoint: Endpoint, asked: Question) -> Reply:
        world, path, body = self.world, asked.path, asked.body
        if asked.key != shipper.API_KEY:
            return shipper.login_refusal(path)
        if body is None:
            return shipper.invalid(path)
        match endpoint:
            case Endpoint.SHIPPER_PRICING:
                return shipper.pricing(world, path, body)
            case Endpoint.SHIPPER_ORDER:
                return shipper.create(world, path, body)
            case Endpoint.SHIPPER_LOOKUP:
                return shipper.lookup(world, path, unquote(path.removeprefix(_LOOKUP)))
            case Endpoint.SHIPPER_DETAIL:
                return shipper.detail(world, path, unquote(path.removeprefix(f"{_ORDER}/")))
            case _:
                is_question = asked.method == "GET"
                return shipper.slots(world, path) if is_question else shipper.pickup(world, path, body)

    def _references(self, asked: Question) -> frozenset[str]:
        """Order numbers of ours, so that faults can be aimed at them."""
        last = unquote(asked.path.rpartition("/")[2])
        parcel = self.world.parcels.get(last)
        ours = (asked.body or {}).get("external_id") or (parcel.order_id if parcel else last)
        return frozenset({str(ours), last})

    def _spoilt(self, fault: Fault, asked: Question, work: Callable[[], Reply]) -> WebReply:
        if fault.latency_ms:
            time.sleep(fault.latency_ms / 1000)
        if fault.kind is FaultKind.LATE_COMMIT:
            threading.Thread(target=self._later, args=(fault.delay_s, work), daemon=True).start()
            self._hold(fault)
        done = work() if fault.commits else None
        if fault.kind is FaultKind.TIMEOUT:
            self._hold(fault)
        if fault.kind in (FaultKind.LOST_ANSWER, FaultKind.RESET):
            raise Hangup(is_reset=fault.kind is FaultKind.RESET)
        refusal = _REFUSALS.get(fault.kind)
        if refusal is not None:
            return _sent(refusal(asked.path))
        text = json.dumps((done or work()).body).encode() if fault.kind in _TOLD else b""
        return _broken(fault, text, done.status if done else 200)

    def _later(self, delay_s: float, work: Callable[[], Reply]) -> None:
        if not self._stopping.wait(delay_s):
            work()

    def _hold(self, fault: Fault) -> None:
        self._stopping.wait(fault.hold_s)
        raise Hangup


_REFUSALS: dict[FaultKind, Callable[[str], Reply]] = {
    FaultKind.BAD_LOGIN: shipper.login_refusal,
    FaultKind.INVALID_INPUT: shipper.invalid,
    FaultKind.REFUSED: shipper.invalid,
    FaultKind.TOO_MANY: shipper.too_many,
}
_TOLD = frozenset({FaultKind.CUT_JSON, FaultKind.SLOW})


def _broken(fault: Fault, text: bytes, status: int) -> WebReply:
    match fault.kind:
        case FaultKind.ERROR_500:
            return WebReply(b"Internal Server Error", 500, "text/plain")
        case FaultKind.HTML:
            return WebReply(_HTML, content_type="text/html")
        case FaultKind.CANNED:
            return WebReply(fault.body.encode(), fault.status)
        case FaultKind.CUT_JSON:
            return WebReply(text[: len(text) // 2], status)
        case _:
            return WebReply(text, status)


def _sent(reply: Reply) -> WebReply:
    return as_json(reply.body, reply.status)


def _endpoint_of(asked: Question) -> Endpoint | None:
    path, is_get = asked.path, asked.method == "GET"
    if path in _PICKUPS:
        return Endpoint.SHIPPER_PICKUP
    if is_get and path.startswith(_LOOKUP):
        return Endpoint.SHIPPER_LOOKUP
    if is_get and path.startswith(f"{_ORDER}/"):
        return Endpoint.SHIPPER_DETAIL
    return {_PRICING: Endpoint.SHIPPER_PRICING, _ORDER: Endpoint.SHIPPER_ORDER}.get("" if is_get else path)
