"""The gateway over HTTP, and the token it shows when it calls us."""

import base64
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare

from finance.gateway.invoices import PATH, UnreadableInvoice, as_body, parse_json, read_invoice
from finance.gateway.port import (
    Answer,
    Invoice,
    InvoiceOrder,
    InvoiceState,
    NoGateway,
    Outcome,
    PaymentGateway,
)
from komship.lib.http import HttpClient, HttpReply, TransportFailure

# What the sandbox of this machine knows; never accepted in production.
TEST_SECRET = "sandbox-payment-key"  # noqa: S105
TEST_TOKEN = "sandbox-payment-callback"  # noqa: S105


class InvoiceGateway:
    """Basic auth with the secret key as the user and no password."""

    def __init__(self, base_url: str, secret: str, timeout_s: int) -> None:
        self._http = HttpClient(name="payment-gateway", base_url=base_url, read_timeout_s=timeout_s)
        login = base64.b64encode(f"{secret}:".encode()).decode()
        self._headers = {"Authorization": f"Basic {login}"}

    def create(self, order: InvoiceOrder) -> Answer:
        try:
            reply = self._http.post_json(PATH, as_body(order), headers=self._headers)
        except TransportFailure as failure:
            # Where nothing can have been sent, nothing was made.
            outcome = Outcome.UNKNOWN if failure.may_have_arrived else Outcome.REFUSED
            return Answer(outcome, detail=str(failure))
        if reply.status in (200, 201):
            return _one(reply, order.external_id)
        return Answer(_failed(reply), detail=_why(reply))

    def read(self, external_id: str) -> Answer:
        try:
            reply = self._http.get(PATH, {"external_id": external_id}, headers=self._headers)
        except TransportFailure as failure:
            return Answer(Outcome.UNKNOWN, detail=str(failure))
        if reply.status == 404:
            return Answer(Outcome.MISSING)
        if reply.status != 200:
            return Answer(Outcome.UNKNOWN, detail=_why(reply))
        return _best(reply, external_id)


def _failed(reply: HttpReply) -> Outcome:
    """A 4xx is a decision; 408 and 429 are not, and what a 5xx has done nobody knows."""
    return (
        Outcome.REFUSED if 400 <= reply.status < 500 and reply.status not in (408, 429) else Outcome.UNKNOWN
    )


def _one(reply: HttpReply, external_id: str) -> Answer:
    try:
        invoice = read_invoice(parse_json(reply.body))
    except UnreadableInvoice as error:
        return Answer(Outcome.UNKNOWN, detail=str(error))
    if invoice.external_id != external_id:
        return Answer(Outcome.UNKNOWN, detail="an answer about another invoice")
    return Answer(Outcome.OK, invoice)


def _best(reply: HttpReply, external_id: str) -> Answer:
    """The look-up answers with a list, newest first, of everything that has our number."""
    try:
        rows = parse_json(reply.body)
        found = [read_invoice(row) for row in rows] if isinstance(rows, list) else None
    except UnreadableInvoice as error:
        return Answer(Outcome.UNKNOWN, detail=str(error))
    if found is None:
        return Answer(Outcome.UNKNOWN, detail="not a list")
    mine = [invoice for invoice in found if invoice.external_id == external_id]
    return Answer(Outcome.OK, _chosen(mine)) if mine else Answer(Outcome.MISSING)


def _chosen(invoices: Sequence[Invoice]) -> Invoice:
    return next((one for one in invoices if one.state is InvoiceState.PAID), invoices[0])


def _why(reply: HttpReply) -> str:
    try:
        data: Any = parse_json(reply.body)
    except UnreadableInvoice:
        data = {}
    told = data if isinstance(data, dict) else {}
    words = " ".join(str(told.get(name) or "") for name in ("error_code", "message"))
    return f"HTTP {reply.status} {words}".strip()[:200]


# One client per address and key, so that connections are pooled across calls and threads.
_client = lru_cache(maxsize=8)(InvoiceGateway)


def _is_live() -> bool:
    return str(settings.SETTINGS_MODULE).endswith(".prod")


def payment_gateway() -> PaymentGateway:
    """The configured gateway; the sandbox outside production, when none is."""
    base_url, secret = settings.PAYMENT_BASE_URL, settings.PAYMENT_SECRET_KEY
    if not secret and not _is_live():
        secret = TEST_SECRET
    if not base_url or not secret:
        return NoGateway()
    return _client(base_url, secret, settings.PAYMENT_TIMEOUT_S)


def is_authentic(token: str) -> bool:
    """Whether a caller shows our callback token; compared in constant time."""
    expected = settings.PAYMENT_CALLBACK_TOKEN or ("" if _is_live() else TEST_TOKEN)
    return bool(expected) and constant_time_compare(token, expected)
