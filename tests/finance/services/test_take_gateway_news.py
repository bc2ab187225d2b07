import json

import pytest

from accounts.models import Partner
from finance.models import GatewayNews
from finance.services import keep_gateway_news, take_gateway_news
from komship.core.drain import drain
from shipping.sandbox.server import SandboxServer
from tests.factories.finance import purse
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.top_up import ask, invoice_of, paid, tell
from tests.factories.top_up import gateway as gateway


def test_a_payment_told_twenty_times(gateway: SandboxServer, siti_partner: Partner) -> None:
    top_up = ask(siti_partner)
    invoice = invoice_of(gateway, top_up)
    gateway.gateway.pay(invoice)
    tell(gateway, invoice, times=20)

    assert purse(siti_partner) == (50_000, 0, 0)
    news = GatewayNews.objects.get()
    assert (news.state, news.times_seen, news.external_id) == ("taken", 20, top_up.number)


def test_taken_news_are_left_alone(gateway: SandboxServer, siti_partner: Partner) -> None:
    paid(gateway, siti_partner)
    take_gateway_news(GatewayNews.objects.get().pk)

    assert GatewayNews.objects.get().state == "taken"
    assert purse(siti_partner) == (50_000, 0, 0)


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ({"id": "x", "external_id": "TU404", "status": "PAID", "amount": 10_000}, "stranger"),
        ({"id": "x", "external_id": "TU404", "status": "PAID", "amount": 10_000.5}, "unreadable"),
        ({"id": "x", "external_id": "TU404", "status": "PAID", "amount": True}, "unreadable"),
        ({"id": "x", "external_id": "TU404", "status": "PAID", "amount": 1, "currency": "USD"}, "unreadable"),
        ({"id": "x", "external_id": "TU404", "status": "NEW", "amount": 10_000}, "unreadable"),
        ({"id": "x", "external_id": {}, "status": "PAID", "amount": 10_000}, "unreadable"),
        ([], "unreadable"),
    ],
)
def test_what_is_not_ours_is_kept_and_harmless(db: None, body: object, state: str) -> None:
    keep_gateway_news(json.dumps(body).encode())
    drain()

    news = GatewayNews.objects.get()
    assert (news.state, news.taken_at is not None) == (state, True)


def test_a_wrong_amount_is_seen_by_operators(gateway: SandboxServer, siti_partner: Partner) -> None:
    top_up = ask(siti_partner)
    invoice = invoice_of(gateway, top_up)
    gateway.gateway.pay(invoice, 5_000)
    tell(gateway, invoice)

    top_up.refresh_from_db()
    assert (top_up.status, GatewayNews.objects.get().state) == ("checking", "check")
    assert purse(siti_partner) == (0, 0, 0)
