"""What the order desk knows of a buyer before the order is stored."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Partner, PartnerSettings
from accounts.states import Right
from tests.factories.orders import Market, copy_orders
from tests.orders.web.conftest import StaffWith

DESK = "/pesanan/baru/"
Values = dict[str, Any]


@pytest.fixture
def typed(market: Market) -> Values:
    order = market.order()
    return {
        "langkah": "hitung",
        "customer_phone": "0898 7654 3210",
        "destination_id": str(order.destination_id),
        "warehouse_id": str(market.warehouse.pk),
        "payment_method": "cod",
        "barang": [str(market.variant.pk)],
        "jumlah": ["1"],
    }


def switch(**switches: bool) -> None:
    PartnerSettings.objects.update(**switches)


def test_buyers_are_found_as_one_types(siti_web: Client, market: Market) -> None:
    order = market.order()
    found = siti_web.get(f"{DESK}pembeli/?q=lestari").json()
    note = "0898-7654-3210 · Bandung Wetan, Bandung"
    assert found == [{"value": order.customer_id, "text": "Ayu Lestari", "note": note}]
    assert siti_web.get(f"{DESK}pembeli/?q=0898").json() == found
    assert siti_web.get(f"{DESK}pembeli/?q=a").json() == []


def test_only_her_own_buyers(rina_web: Client, staff_with: StaffWith, market: Market) -> None:
    order = market.order()
    assert rina_web.get(f"{DESK}pembeli/?q=lestari").json() == []
    page = rina_web.post(DESK, {"langkah": f"ambil:{order.customer_id}"})
    assert "Ayu Lestari" not in page.content.decode()
    assert "Ayu" not in rina_web.get(f"{DESK}?pembeli={order.customer_id}").content.decode()
    assert staff_with(Right.ORDER_VIEW).get(f"{DESK}pembeli/?q=lestari").status_code == 403


def test_choosing_one_fills_in_who_and_where(siti_web: Client, market: Market) -> None:
    order = market.order()
    found = siti_web.post(DESK, {"langkah": "pembeli", "cari_pembeli": "lestari"})
    assert f"ambil:{order.customer_id}" in found.content.decode()
    none = siti_web.post(DESK, {"langkah": "pembeli", "cari_pembeli": "siapa"})
    assert "Tidak ada pembeli yang cocok." in none.content.decode()
    for page in (
        siti_web.post(DESK, {"langkah": f"ambil:{order.customer_id}"}),
        siti_web.get(f"{DESK}?pembeli={order.customer_id}"),
    ):
        form = page.context["form"]
        names = ("customer_name", "customer_phone", "detail_address", "destination_id")
        assert [str(form[name].value()) for name in names] == [
            "Ayu Lestari",
            "089876543210",
            order.address_line,
            str(order.destination_id),
        ]


@pytest.mark.parametrize("argument", ["", "x", "9" * 30, "999999"])
def test_an_id_that_is_none_fills_in_nothing(siti_web: Client, market: Market, argument: str) -> None:
    page = siti_web.post(DESK, {"langkah": f"ambil:{argument}"})
    assert page.status_code == 200
    assert not page.context["form"]["customer_name"].value()


def test_her_history_shows_with_her_number(siti_web: Client, typed: Values) -> None:
    text = siti_web.post(DESK, typed).content.decode()
    assert "Ayu Lestari pernah pesan 1 kali" in text
    assert "dari semua penjual" not in text
    stranger = siti_web.post(DESK, typed | {"customer_phone": "0812 9999 8888"}).content.decode()
    assert "pernah pesan" not in stranger


def test_reputation_where_it_is_switched_on(
    siti_web: Client, market: Market, typed: Values, rina_partner: Partner
) -> None:
    switch(customer_reputation=True)
    copy_orders(market.packed(), 3, status="returned", partner=rina_partner)
    text = siti_web.post(DESK, typed).content.decode()
    assert "Sering retur" in text
    assert "3 dari 3 paket ke nomor ini diretur (100 %), dari semua penjual." in text
    new = siti_web.post(DESK, typed | {"customer_phone": "0812 9999 8888"}).content.decode()
    assert "Nomor baru" in new


def test_each_couriers_record_where_it_is_switched_on(
    siti_web: Client, market: Market, typed: Values
) -> None:
    assert all(offer.returns is None for offer in siti_web.post(DESK, typed).context["panel"].offers)
    switch(return_insight=True)
    assert "retur belum diketahui" in siti_web.post(DESK, typed).content.decode()
    order = market.packed()
    copy_orders(order, 9, status="delivered")
    copy_orders(order, 1, status="returned")
    page = siti_web.post(DESK, typed)
    note = page.context["panel"].offers[0].returns
    assert (note.label, note.tone) == ("retur 10 %", "info")
    assert note.text == "wajar: 1 dari 10 paket ke Bandung Wetan kembali"
