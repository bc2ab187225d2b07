"""The invoice API of the gateway (Xendit's published shape, version 2): what is sent and how answers read."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from finance.gateway.port import Invoice, InvoiceOrder, InvoiceState

PATH = "/v2/invoices"
CURRENCY = "IDR"
# Settled is paid, after the gateway has passed the money on.
_STATES = {
    "PENDING": InvoiceState.OPEN,
    "PAID": InvoiceState.PAID,
    "SETTLED": InvoiceState.PAID,
    "EXPIRED": InvoiceState.EXPIRED,
}
MOST_RP = 10**12


class UnreadableInvoice(ValueError):
    """Not an invoice of this shape."""


def as_body(order: InvoiceOrder) -> dict[str, Any]:
    body: dict[str, Any] = {
        "external_id": order.external_id,
        "amount": order.amount_rp,
        "currency": CURRENCY,
        "description": order.description,
        "invoice_duration": order.duration_s,
    }
    if order.payer_email:
        body["payer_email"] = order.payer_email
    if order.return_url:
        body |= {"success_redirect_url": order.return_url, "failure_redirect_url": order.return_url}
    return body


def parse_json(text: str) -> Any:
    """JSON whose numbers are exact. Raises UnreadableInvoice."""
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise UnreadableInvoice("not JSON") from error


def read_invoice(data: Any) -> Invoice:
    """An invoice from an answer or a callback; both have one shape. Raises UnreadableInvoice."""
    if not isinstance(data, dict):
        raise UnreadableInvoice("not an object")
    state = _STATES.get(str(data.get("status", "")).upper())
    if state is None:
        raise UnreadableInvoice("unknown status")
    if data.get("currency", CURRENCY) != CURRENCY:
        raise UnreadableInvoice("not in rupiah")
    amount_rp = _rupiah(data.get("amount"))
    paid = data.get("paid_amount")
    return Invoice(
        gateway_id=_word(data, "id", 64),
        external_id=_word(data, "external_id", 64),
        state=state,
        amount_rp=amount_rp,
        paid_rp=(amount_rp if paid is None else _rupiah(paid)) if state is InvoiceState.PAID else 0,
        pay_url=_url(data.get("invoice_url")),
        expires_at=_moment(data.get("expiry_date")),
        paid_at=_moment(data.get("paid_at")),
        channel=str(data.get("payment_channel") or data.get("payment_method") or "")[:40],
    )


def _word(data: dict[str, Any], name: str, most: int) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= most or "\x00" in value:
        raise UnreadableInvoice(f"no {name}")
    return value


def _rupiah(value: Any) -> int:
    """Whole rupiah; `50000.0` is a whole number too. True is no amount, although Python counts it as one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise UnreadableInvoice("no amount")
    if not 0 <= value <= MOST_RP or value != int(value):
        raise UnreadableInvoice("not an amount in whole rupiah")
    return int(value)


def _url(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return text if text.startswith(("https://", "http://")) and len(text) <= 500 else ""


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
