"""Pages about buyers: the list, one of them, where they live, and the file."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import PartnerSettings
from accounts.states import Right
from komship.core.drain import drain
from komship.lib import clock
from orders.models import Customer
from tests.factories.orders import Market, copy_orders
from tests.factories.shipping import place
from tests.orders.shelf import Shelf
from tests.orders.web.conftest import StaffWith
from tests.query_counts import QueryBudget

LIST = "/pelanggan/"
Page = Callable[[str], str]


def test_the_list_finds_and_narrows(siti_page: Page, shelf: Shelf) -> None:
    text = siti_page(LIST)
    assert all(name in text for name in ("Ayu Lestari", "Bimo Sakti Wijaya", "Citra D&#x27;Angelo"))
    assert "0898-7654-3210" in text
    found = siti_page(f"{LIST}?q=bimo")
    assert "Bimo" in found
    assert "Ayu Lestari" not in found
    shelf.market.order()
    often = siti_page(f"{LIST}?pesanan=2")
    assert "Ayu Lestari" in often
    assert "Bimo" not in often


def test_filters_that_make_no_sense_are_left_out(siti_page: Page, shelf: Shelf) -> None:
    text = siti_page(f"{LIST}?provinsi=Atlantis&pesanan=-3&belanja=banyak&urut=xyz&hal=0")
    assert "Ayu Lestari" in text


def test_sorted_by_what_they_spent(siti_web: Client, shelf: Shelf) -> None:
    shelf.market.order()
    rows = siti_web.get(f"{LIST}?urut=-spent").context["rows"]
    assert rows[0].name == "Ayu Lestari"
    assert siti_web.get(f"{LIST}?urut=orders").context["rows"][-1].name == "Ayu Lestari"


def test_an_empty_list_says_what_to_do(siti_page: Page, market: Market) -> None:
    assert "Belum ada pembeli" in siti_page(LIST)


class TestOne:
    def test_her_numbers_and_orders(self, siti_page: Page, market: Market) -> None:
        order = market.order()
        text = siti_page(f"{LIST}{order.customer_id}/")
        assert order.number in text
        assert "Rp 112.000" in text
        assert f"https://wa.me/{order.recipient_phone}" in text
        assert f"/pesanan/baru/?pembeli={order.customer_id}" in text

    def test_reputation_only_where_it_is_switched_on(self, siti_page: Page, market: Market) -> None:
        order = market.packed()
        copy_orders(order, 1, status="returned")
        path = f"{LIST}{order.customer_id}/"
        assert "Reputasi pembeli" not in siti_page(path)
        PartnerSettings.objects.update(customer_reputation=True)
        assert "1 dari 1 paket ke nomor ini diretur (100 %)" in siti_page(path)

    def test_buyers_of_others_are_not_there(self, rina_web: Client, market: Market) -> None:
        order = market.order()
        assert rina_web.get(f"{LIST}{order.customer_id}/").status_code == 404

    def test_who_may_not_create_is_not_invited_to(self, staff_with: StaffWith, market: Market) -> None:
        order = market.order()
        text = staff_with(Right.ORDER_VIEW).get(f"{LIST}{order.customer_id}/").content.decode()
        assert order.number in text
        assert "?pembeli=" not in text


class TestInsight:
    def test_where_they_live_and_how_parcels_end(self, siti_page: Page, shelf: Shelf) -> None:
        Customer.objects.filter(pk=shelf.bimo.customer_id).update(destination=place("Sokaraja Kidul"))
        copy_orders(shelf.citra, 9, status="delivered")
        copy_orders(shelf.citra, 1, status="returned")
        text = siti_page(f"{LIST}wawasan/")
        assert "66,7 %" in text
        assert "retur 10 %: 1 dari 10 paket" in text
        assert f"{LIST}?provinsi=Jawa%20Tengah" in text

    def test_this_month_and_other_years(self, siti_web: Client, shelf: Shelf) -> None:
        Customer.objects.update(last_ordered_at=clock.now() - timedelta(days=40))
        assert siti_web.get(f"{LIST}wawasan/?sejak=bulan").context["areas"].total == 0
        last_year = clock.today().year - 1
        page = siti_web.get(f"{LIST}wawasan/?tahun={last_year}&sejak=kapan").context
        assert (page["year"], page["growth"]["total"], page["areas"].total) == (last_year, 0, 3)

    @pytest.mark.parametrize("year", ["1999", "3000", "20261", "dua", ""])
    def test_a_year_that_is_none_is_this_one(self, siti_web: Client, market: Market, year: str) -> None:
        page = siti_web.get(f"{LIST}wawasan/", {"tahun": year})
        assert page.context["year"] == clock.today().year


class TestExport:
    def test_the_lists_filters_are_taken_over(self, siti_web: Client, shelf: Shelf) -> None:
        back = f"http://testserver{LIST}?q=bimo"
        answer = siti_web.get(f"{LIST}unduh/", headers={"referer": back})
        assert answer.headers["location"] == f"{LIST}unduh/?q=bimo"
        page = siti_web.get(f"{LIST}unduh/?q=bimo")
        assert page.context["matching"] == 1

    def test_the_file_is_a_job(self, siti_web: Client, shelf: Shelf) -> None:
        sent = {"format": "csv", "token": "token-1"}
        answer = siti_web.post(f"{LIST}unduh/?q=bimo", sent)
        job = answer.headers["location"]
        assert siti_web.post(f"{LIST}unduh/?q=bimo", sent).headers["location"] == job
        drain()
        assert "Pembeli yang disaring (CSV)" in siti_web.get(job).content.decode()

    def test_a_form_it_does_not_have_is_refused(self, siti_web: Client, shelf: Shelf) -> None:
        answer = siti_web.post(f"{LIST}unduh/", {"format": "pdf", "token": "a"})
        assert answer.status_code == 422

    def test_nothing_to_take_out(self, siti_page: Page, shelf: Shelf) -> None:
        assert "Tidak ada pembeli yang cocok" in siti_page(f"{LIST}unduh/?q=siapa")


def test_without_the_right_there_are_no_buyers(staff_with: StaffWith, market: Market) -> None:
    order = market.order()
    client = staff_with(Right.PRODUCT_VIEW)
    for path in ("", f"{order.customer_id}/", "wawasan/", "unduh/"):
        assert client.get(LIST + path).status_code == 403


def test_queries(siti_web: Client, shelf: Shelf, query_budget: QueryBudget) -> None:
    shelf.market.order()
    siti_web.get(LIST)
    with query_budget("orders.web.customers"):
        siti_web.get(LIST)
    with query_budget("orders.web.customer"):
        siti_web.get(f"{LIST}{shelf.ayu.customer_id}/")
    with query_budget("orders.web.customer_insight"):
        siti_web.get(f"{LIST}wawasan/")
