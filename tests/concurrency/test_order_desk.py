"""A form that is sent twice at once."""

from functools import partial
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from orders.models import CartLine, Order
from tests.concurrency.at_once import at_once
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers
from tests.factories.shipping import place

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 5


@pytest.fixture
def typed(market: Market) -> dict[str, Any]:
    return {
        "customer_name": "Ayu Lestari",
        "customer_phone": "0898 7654 3210",
        "detail_address": "Jl. Anggrek No. 12, RT 01 RW 02",
        "destination_id": str(place("Cihapit").pk),
        "warehouse_id": str(market.warehouse.pk),
        "payment_method": "cod",
        "barang": [str(market.variant.pk)],
        "jumlah": ["1"],
        "kurir": "JNE|REG19|62000",
    }


def send_at_once(user: User, data: dict[str, Any]) -> dict[str, int]:
    """How often each status was answered."""

    def send(client: Client) -> str:
        return str(client.post("/pesanan/baru/", data).status_code)

    clients = [Client() for _ in range(HANDS)]
    for client in clients:
        client.force_login(user)
    return dict(at_once([partial(send, client) for client in clients]))


def test_one_form_is_one_order(market: Market, siti: User, typed: dict[str, Any]) -> None:
    answers = send_at_once(siti, {**typed, "request_key": "form-1"})
    assert answers == {"302": HANDS}
    assert Order.objects.count() == 1
    assert market.stock.reserved == 1
    assert not CartLine.objects.exists()


def test_control_without_the_key_somebody_is_refused_or_orders_multiply(
    market: Market, siti: User, typed: dict[str, Any]
) -> None:
    answers = send_at_once(siti, typed)
    assert Order.objects.count() == answers["302"]
    assert "422" in answers or answers["302"] > 1
