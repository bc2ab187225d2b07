import pytest
from django.test import Client

from accounts.models import PartnerSettings
from accounts.services.save_sales_admin import save_sales_admin
from tests.factories.orders import Market

HOME = "/"


def test_signed_out_people_are_sent_to_the_door(client: Client, db: None) -> None:
    response = client.get(HOME)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/masuk/")


def test_a_new_seller_is_shown_the_first_steps(siti_web: Client) -> None:
    html = siti_web.get(HOME).content.decode()
    assert "Mulai dari sini" in html
    assert "0 dari 4 selesai" in html
    assert "Semua beres" in html


def test_the_four_numbers(siti_web: Client, market: Market) -> None:
    market.packed(market.order())
    market.order()
    html = siti_web.get(HOME).content.decode()
    assert html.count('class="card stat"') == 4
    assert "Saldo tersedia" in html
    assert "1 pesanan perlu pickup" in html
    assert "1 paket menunggu kurir" in html
    assert "Mulai dari sini" not in html


def test_staff_see_orders_but_no_money(budi_web: Client, market: Market) -> None:
    market.order()
    html = budi_web.get(HOME).content.decode()
    assert html.count('class="card stat"') == 4
    assert "1 pesanan perlu pickup" in html
    assert "Saldo" not in html
    assert "data-chart" not in html
    assert "Mulai dari sini" not in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_only_looked_at(siti_web: Client, method: str) -> None:
    assert getattr(siti_web, method)(HOME).status_code == 405


def test_the_sales_ranking_shows_where_it_is_switched_on(siti_web: Client, market: Market) -> None:
    dewi = save_sales_admin("Dewi", partner_id=market.partner.pk)
    assert "Peringkat penjualan" not in siti_web.get("/").content.decode()
    PartnerSettings.objects.filter(partner=market.partner).update(tracking_sales_dashboard=True)
    assert "Belum ada pesanan bulan ini" in siti_web.get("/").content.decode()
    order = market.order(sales_admin_id=dewi.pk)
    (row,) = siti_web.get("/").context["ranking"]
    assert (row.name, row.orders, row.total_rp) == ("Dewi", 1, order.total_rp)
