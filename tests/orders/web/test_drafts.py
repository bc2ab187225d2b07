"""What a pause keeps, and the list of what was begun."""

from typing import Any

import pytest
from django.test import Client

from orders.models import CartLine, Order, OrderDraft
from tests.factories.orders import Market
from tests.factories.shipping import place

DESK, DRAFTS = "/pesanan/baru/", "/pesanan/draf/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def typed(market: Market) -> dict[str, Any]:
    return {
        "request_key": "form-1",
        "customer_name": "Ayu",
        "customer_phone": "0898 7654 3210",
        "detail_address": "Jl. Anggrek",
        "destination_id": str(place("Cihapit").pk),
        "warehouse_id": str(market.warehouse.pk),
        "payment_method": "bank_transfer",
        "discount_rp": "5.000",
        "barang": [str(market.variant.pk)],
        "jumlah": ["2"],
        "langkah": "draf",
    }


def test_a_pause_keeps_the_form(market: Market, siti_web: Client, typed: dict[str, Any]) -> None:
    text = siti_web.post(DESK, typed, headers=HTMX).content.decode()
    assert "Draf tersimpan otomatis." in text
    assert "Alamat mungkin kurang jelas" in text
    siti_web.post(DESK, typed | {"customer_name": "Ayu L"}, headers=HTMX)
    assert OrderDraft.objects.get().customer_name == "Ayu L"
    assert market.stock.reserved == 0
    assert not CartLine.objects.exists()


def test_an_empty_form_is_no_draft(market: Market, siti_web: Client) -> None:
    values = {"langkah": "draf", "request_key": "form-1", "warehouse_id": str(market.warehouse.pk)}
    assert "Draf tersimpan" not in siti_web.post(DESK, values, headers=HTMX).content.decode()
    assert "Belum ada yang bisa disimpan." in siti_web.post(DESK, values, follow=True).content.decode()
    assert not OrderDraft.objects.exists()


def test_going_on_where_it_was_left(market: Market, siti_web: Client, typed: dict[str, Any]) -> None:
    page = siti_web.post(DESK, typed, follow=True)
    draft = OrderDraft.objects.get()
    assert page.redirect_chain == [(f"{DESK}?draf={draft.pk}", 302)]
    initial = page.context["form"].initial
    assert (initial["customer_name"], initial["payment_method"]) == ("Ayu", "bank_transfer")
    assert (initial["discount_rp"], initial["request_key"]) == ("5.000", "form-1")
    assert [item.quantity for item in page.context["items"]] == [2]


def test_the_order_ends_its_draft(market: Market, siti_web: Client, typed: dict[str, Any]) -> None:
    siti_web.post(DESK, typed, headers=HTMX)
    values = typed | {
        "customer_name": "Ayu Lestari",
        "detail_address": "Jl. Anggrek No. 12, RT 01 RW 02",
        "payment_method": "cod",
        "discount_rp": "",
        "kurir": "JNE|REG19|112000",
        "langkah": "simpan",
    }
    assert siti_web.post(DESK, values).status_code == 302
    assert Order.objects.count() == 1
    assert not OrderDraft.objects.exists()


def test_the_list(market: Market, siti_web: Client, typed: dict[str, Any]) -> None:
    assert "Tidak ada draf" in siti_web.get(DRAFTS).content.decode()
    siti_web.post(DESK, typed, headers=HTMX)
    draft = OrderDraft.objects.get()
    text = siti_web.get(DRAFTS).content.decode()
    assert f"{DESK}?draf={draft.pk}" in text
    assert "2x Jilbab Segi Empat" in text
    assert "Tidak ada" in siti_web.get(f"{DRAFTS}?q=zzz").content.decode()
    assert "1 draf" in siti_web.get(DESK).content.decode()


def test_throwing_one_away(market: Market, siti_web: Client, rina_web: Client, typed: dict[str, Any]) -> None:
    siti_web.post(DESK, typed, headers=HTMX)
    url = f"{DRAFTS}{OrderDraft.objects.get().pk}/buang/"
    assert rina_web.post(url).status_code == 404
    assert "Draf dibuang." in siti_web.post(url, follow=True).content.decode()
    assert not OrderDraft.objects.exists()
