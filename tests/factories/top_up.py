"""Top-ups at the sandbox's gateway."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from accounts.models import Partner
from finance.models import TopUp
from finance.services import keep_gateway_news, request_top_up
from komship.core.drain import drain
from komship.lib.http import atomic_depth
from shipping.sandbox.gateway import SandboxInvoice
from shipping.sandbox.server import SandboxServer
from tests.factories.finance import owner_of


@pytest.fixture
def gateway(sandbox: SandboxServer, settings: Settings) -> SandboxServer:
    """The sandbox as the payment gateway, quick to give up on. Import `sandbox` beside it."""
    settings.PAYMENT_BASE_URL, settings.PAYMENT_TIMEOUT_S = sandbox.url, 1
    # The test's own transaction; one of the code under test is still refused.
    settings.HTTP_ALLOWED_ATOMIC_DEPTH = atomic_depth()
    return sandbox


def ask(partner: Partner, amount_rp: int = 50_000) -> TopUp:
    return request_top_up(partner.pk, actor=owner_of(partner), amount_rp=amount_rp)


def invoice_of(gateway: SandboxServer, top_up: TopUp) -> SandboxInvoice:
    return gateway.gateway.invoice_of(top_up.number)


def tell(gateway: SandboxServer, invoice: SandboxInvoice, *, times: int = 1) -> None:
    """The gateway's callback about the invoice as it is now, taken in."""
    push = gateway.gateway.callback_of(invoice)
    for _call in range(times):
        keep_gateway_news(push.body, delivery_id=push.headers["Webhook-Id"])
    drain()


def paid(gateway: SandboxServer, partner: Partner, amount_rp: int = 50_000) -> TopUp:
    """A top-up that was paid and told of."""
    top_up = ask(partner, amount_rp)
    invoice = invoice_of(gateway, top_up)
    gateway.gateway.pay(invoice)
    tell(gateway, invoice)
    top_up.refresh_from_db()
    return top_up
