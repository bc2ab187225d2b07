from datetime import timedelta

from django.test import Client

from komship.lib import clock
from tests.factories.orders import Market, move_parcel

INCOME, FORECAST = "/keuangan/penghasilan/", "/keuangan/perkiraan/"


def page(client: Client, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_what_arrived_is_an_income(market: Market, siti_web: Client) -> None:
    order = move_parcel(market, market.packed(), "delivered")

    text = page(siti_web, INCOME)

    net = f"Rp {order.net_rp:,}".replace(",", ".")
    assert net in text
    assert "Penghasilan bersih" in text
    assert "100 %" in text
    yesterday = f"{clock.today() - timedelta(days=1):%Y-%m-%d}"
    assert net not in page(siti_web, INCOME, dari="2020-01-01", sampai="2020-02-01").partition("Per hari")[2]
    assert page(siti_web, INCOME, dari=yesterday, sampai=yesterday)


def test_periods_nobody_can_show(market: Market, siti_web: Client) -> None:
    assert "Paling panjang satu tahun" in page(siti_web, INCOME, dari="2019-01-01", sampai="2026-01-01")
    assert page(siti_web, INCOME, dari="kemarin", sampai="9999-12-31")
    assert page(siti_web, INCOME, dari="2026-02-01", sampai="2026-01-01")


def test_what_is_under_way_is_forecast(market: Market, siti_web: Client) -> None:
    assert "Tidak ada uang yang sedang ditunggu" in page(siti_web, FORECAST)
    order = move_parcel(market, market.packed(), "in_transit")

    text = page(siti_web, FORECAST)
    assert f"Saldo tertunda Rp {order.net_rp:,}".replace(",", ".") in text
    assert "1 paket" in text


def test_only_who_may_see_incomes(market: Market, budi_web: Client) -> None:
    for url in (INCOME, FORECAST):
        assert budi_web.get(url).status_code == 403
