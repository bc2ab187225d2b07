"""The payment gateway's side of the sandbox: invoices, a page to pay them on, and callbacks.

Invoices live as long as the process. Paying, paying another amount, letting one run out and telling of it
again are buttons of the page, and POSTs to `/pay/<id>/<what>` for tests.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.template.loader import render_to_string

from komship.lib.clock import wib_text
from shipping.sandbox import pushes
from shipping.sandbox.faults import Fault, FaultKind, Hangup
from shipping.sandbox.parcels import Endpoint, Refused
from shipping.sandbox.web import WebReply, as_json
from shipping.sandbox.world import World

PATH = "/v2/invoices"
PAGES = "/pay/"
SECRET = "sandbox-payment-key"  # noqa: S105 - opens nothing but the sandbox
TOKEN = "sandbox-payment-callback"  # noqa: S105
CALLBACK = "/api/webhooks/payment"
MOST_TIMES = 50


@dataclass(frozen=True)
class Asked:
    """A request: `values` are the query and form fields, `home` the address people reach us at."""

    method: str
    path: str
    login: str
    values: dict[str, str]
    raw: bytes
    home: str


@dataclass
class SandboxInvoice:
    number: str
    external_id: str
    amount: int
    created_at: datetime
    expires_at: datetime
    description: str = ""
    email: str = ""
    back_url: str = ""
    state: str = "PENDING"
    paid_amount: int | None = None
    paid_at: datetime | None = None
    told: list[str] = field(default_factory=list)

    def as_json(self, home: str) -> dict[str, Any]:
        data: dict[str, Any] = {
            "id": self.number,
            "external_id": self.external_id,
            "user_id": "sandbox",
            "status": self.state,
            "merchant_name": "Komship",
            "amount": self.amount,
            "payer_email": self.email,
            "description": self.description,
            "currency": "IDR",
            "invoice_url": f"{home}{PAGES}{self.number}",
            "expiry_date": _utc(self.expires_at),
            "created": _utc(self.created_at),
            "updated": _utc(self.paid_at or self.created_at),
        }
        if self.paid_at is not None:
            data |= {
                "paid_amount": self.paid_amount,
                "paid_at": _utc(self.paid_at),
                "payment_method": "BANK_TRANSFER",
                "payment_channel": "BCA",
            }
        return data


class GatewayDesk:
    """Answers PATH in the gateway's published shape, and PAGES as what a payer sees."""

    def __init__(self, world: World, stopping: threading.Event, *, push_to: str) -> None:
        self.world = world
        self.push_to = push_to
        self.invoices: dict[str, SandboxInvoice] = {}
        self._stopping = stopping
        self._lock = threading.Lock()

    def answer(self, asked: Asked) -> WebReply:
        """Raises Hangup for faults that end in silence, Refused for what a page cannot do."""
        if asked.path.startswith(PAGES):
            return self._page(asked) if asked.method == "GET" else self._act(asked)
        if asked.login != f"Basic {base64.b64encode(f'{SECRET}:'.encode()).decode()}":
            return _error(401, "INVALID_API_KEY", "API key is invalid")
        body = _body(asked.raw) if asked.method == "POST" else {}
        endpoint = Endpoint.INVOICE_CREATE if asked.method == "POST" else Endpoint.INVOICE_READ
        reference = str(body.get("external_id") or asked.values.get("external_id") or "")
        self.world.note_request(endpoint, {"external_id": reference}, asked.path)
        fault = self.world.faults.pick(endpoint, frozenset({reference}))

        def work() -> WebReply:
            return self._create(body, asked.home) if asked.method == "POST" else self._read(asked)

        return work() if fault is None else self._spoilt(fault, work)

    def invoice_of(self, external_id: str) -> SandboxInvoice:
        """The newest invoice with our number. Raises Refused."""
        found = [one for one in self.invoices.values() if one.external_id == external_id]
        if not found:
            raise Refused(f"no invoice is called {external_id}")
        return found[-1]

    def pay(self, invoice: SandboxInvoice, amount: int | None = None) -> None:
        """Take the money, even for an invoice that ran out: banks do so too."""
        invoice.state, invoice.paid_at = "PAID", self.world.now()
        invoice.paid_amount = invoice.amount if amount is None else amount

    def callback_of(self, invoice: SandboxInvoice, home: str = "") -> pushes.Push:
        """What the gateway would tell us of the invoice now."""
        headers = {"X-Callback-Token": TOKEN, "Webhook-Id": f"{invoice.number}-{invoice.state}"}
        return pushes.Push(CALLBACK, headers, json.dumps(invoice.as_json(home)).encode())

    # ---- the API -------------------------------------------------------------------------

    def _create(self, body: dict[str, Any], home: str) -> WebReply:
        amount, external_id = body.get("amount"), body.get("external_id")
        if not isinstance(external_id, str) or not external_id or not isinstance(amount, int) or amount < 1:
            return _error(400, "API_VALIDATION_ERROR", "external_id and amount are needed")
        with self._lock:
            number = f"{len(self.invoices) + 1:024x}"
            now = self.world.now()
            invoice = SandboxInvoice(
                number=number,
                external_id=external_id,
                amount=amount,
                created_at=now,
                expires_at=now + timedelta(seconds=int(body.get("invoice_duration") or 86_400)),
                description=str(body.get("description") or ""),
                email=str(body.get("payer_email") or ""),
                back_url=str(body.get("success_redirect_url") or ""),
            )
            self.invoices[number] = invoice
        return as_json(invoice.as_json(home))

    def _read(self, asked: Asked) -> WebReply:
        number = asked.path.removeprefix(PATH).strip("/")
        if number:
            invoice = self.invoices.get(number)
            if invoice is None:
                return _error(404, "INVOICE_NOT_FOUND_ERROR", "Could not find invoice")
            return as_json(self._aged(invoice).as_json(asked.home))
        wanted = asked.values.get("external_id")
        found = [self._aged(one) for one in self.invoices.values() if one.external_id == wanted]
        return as_json([one.as_json(asked.home) for one in reversed(found)])

    def _aged(self, invoice: SandboxInvoice) -> SandboxInvoice:
        if invoice.state == "PENDING" and self.world.now() >= invoice.expires_at:
            invoice.state = "EXPIRED"
        return invoice

    def _spoilt(self, fault: Fault, work: Callable[[], WebReply]) -> WebReply:
        done = work() if fault.commits else None
        match fault.kind:
            case FaultKind.TIMEOUT:
                self._stopping.wait(fault.hold_s)
                raise Hangup
            case FaultKind.LOST_ANSWER:
                raise Hangup
            case FaultKind.ERROR_500:
                return WebReply(b"Internal Server Error", 500, "text/plain")
            case FaultKind.TOO_MANY:
                return _error(429, "RATE_LIMIT_EXCEEDED", "too many requests")
            case FaultKind.CANNED:
                return WebReply(fault.body.encode(), fault.status)
            case FaultKind.CUT_JSON:
                whole = done or work()
                return replace(whole, body=whole.body[: len(whole.body) // 2])
        return _error(400, "API_VALIDATION_ERROR", "refused by the sandbox")

    # ---- the page ------------------------------------------------------------------------

    def _find(self, path: str) -> SandboxInvoice:
        invoice = self.invoices.get(path.removeprefix(PAGES).partition("/")[0])
        if invoice is None:
            raise Refused("no such invoice")
        return self._aged(invoice)

    def _page(self, asked: Asked) -> WebReply:
        invoice = self._find(asked.path)
        context = {"invoice": invoice, "expires": wib_text(invoice.expires_at), "most": MOST_TIMES}
        page = render_to_string("sandbox/pay.html", context)
        return WebReply(page.encode(), content_type="text/html; charset=utf-8")

    def _act(self, asked: Asked) -> WebReply:
        """`pay` (with `amount` for another one), `expire`, or `tell`; each tells Komship, `times` over."""
        invoice = self._find(asked.path)
        what = asked.path.rpartition("/")[2]
        if what == "pay":
            self.pay(invoice, _whole(asked.values.get("amount")))
        elif what == "expire":
            invoice.state = "EXPIRED"
        elif what != "tell":
            raise Refused("pay, expire or tell")
        times = min(_whole(asked.values.get("times")) or 1, MOST_TIMES)
        if asked.values.get("quiet") != "1":
            to = asked.values.get("to") or self.push_to
            statuses = pushes.send(self.callback_of(invoice, asked.home), to, times=times)
            invoice.told += [str(status) for status in statuses]
        return WebReply(b"", 303, location=f"{PAGES}{invoice.number}")


def _body(raw: bytes) -> dict[str, Any]:
    body = json.loads(raw or b"{}")
    return body if isinstance(body, dict) else {}


def _whole(text: str | None) -> int | None:
    digits = "".join(sign for sign in text or "" if sign.isdigit())
    return int(digits) if digits else None


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _error(status: int, code: str, message: str) -> WebReply:
    return as_json({"error_code": code, "message": message}, status)
