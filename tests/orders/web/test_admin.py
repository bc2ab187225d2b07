"""Ops look at orders and buyers; they change nothing there."""

import pytest
from django.test import Client
from django.urls import reverse

from orders.models import Customer, Order
from tests.factories.orders import Market

ORDERS = "admin:orders_order_changelist"


@pytest.fixture
def order(market: Market) -> Order:
    return market.packed()


def test_list_finds_by_number_and_airway_bill(order: Order, wati_web: Client) -> None:
    assert order.shipment is not None
    for words in ("", order.number[:6], str(order.shipment.awb)):
        text = wati_web.get(reverse(ORDERS), {"q": words}).content.decode()
        assert order.number in text, words
        assert "Rp 112.000" in text
    assert order.number not in wati_web.get(reverse(ORDERS), {"q": "KOM0"}).content.decode()
    assert order.number not in wati_web.get(reverse(ORDERS), {"status__exact": "created"}).content.decode()


def test_detail_leads_to_parcel_and_money(order: Order, wati_web: Client) -> None:
    text = wati_web.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()
    assert reverse("admin:shipping_shipment_change", args=[order.shipment_id]) in text
    assert "/admin/finance/parcelmoney/" in text
    assert "Jilbab Segi Empat" in text
    assert "siti" in text


def test_an_order_without_a_parcel(market: Market, wati_web: Client) -> None:
    order = market.order()
    assert wati_web.get(reverse("admin:orders_order_change", args=[order.pk])).status_code == 200


def test_buyers(order: Order, wati_web: Client) -> None:
    text = wati_web.get(reverse("admin:orders_customer_changelist"), {"q": "6289876543210"}).content.decode()
    assert "Ayu Lestari" in text


def test_nothing_can_be_changed(order: Order, wati_web: Client) -> None:
    buyer = Customer.objects.get()
    for name, pk in (("order", order.pk), ("customer", buyer.pk)):
        change = reverse(f"admin:orders_{name}_change", args=[pk])
        assert wati_web.post(change, {"status": "delivered"}).status_code == 403
        assert wati_web.get(reverse(f"admin:orders_{name}_add")).status_code == 403
        assert wati_web.post(reverse(f"admin:orders_{name}_delete", args=[pk])).status_code == 403
