from datetime import timedelta
from typing import Any

from rest_framework.test import APIClient

from accounts.models import PartnerSettings
from accounts.services.save_sales_admin import save_sales_admin
from komship.lib import clock
from tests.factories.orders import Market, copy_orders
from tests.orders.shelf import Shelf

DASHBOARD = "/api/v1/dashboard/partner/"


def data_of(api: APIClient, path: str, **query: Any) -> Any:
    answer = api.get(path, query)
    assert answer.status_code == 200, answer.json()
    return answer.json()["data"]


def test_the_ranking_shows_only_where_it_is_switched_on(siti_api: APIClient, market: Market) -> None:
    dewi = save_sales_admin("Dewi", partner_id=market.partner.pk)
    order = market.order(sales_admin_id=dewi.pk)
    assert data_of(siti_api, f"{DASHBOARD}rankingTrackingSales", filter="1") == []
    PartnerSettings.objects.filter(partner=market.partner).update(tracking_sales_dashboard=True)
    row = {"name": "Dewi", "total_transactions": order.total_rp, "total_order": 1}
    assert data_of(siti_api, f"{DASHBOARD}rankingTrackingSales", filter="2") == [row]


def test_who_typed_and_who_buys(siti_api: APIClient, shelf: Shelf) -> None:
    (row,) = data_of(siti_api, f"{DASHBOARD}topAdminOrder", filter="", limit="")
    assert (row["total_order"], row["photo_profile_url"]) == (3, None)
    loyal = data_of(siti_api, f"{DASHBOARD}customerLoyal", limit=2)
    assert [person["total_order"] for person in loyal] == [1, 1]
    assert loyal[0]["address"] == "Bandung, Jawa Barat"


def test_small_cards_and_the_chart(siti_api: APIClient, shelf: Shelf) -> None:
    assert data_of(siti_api, f"{DASHBOARD}orderSummary") == {"total_need_to_be_sent": 2, "total_return": 0}
    today = clock.today()
    days = {"start_date": (today - timedelta(days=1)).isoformat(), "end_date": today.isoformat()}
    chart = data_of(siti_api, f"{DASHBOARD}customerService", **days)
    assert [point["value"] for point in chart["orders"]] == [0, 3]
    assert [point["label"] for point in chart["pcs"]] == list(days.values())


def test_returns_of_a_month(siti_api: APIClient, shelf: Shelf) -> None:
    copy_orders(shelf.citra, 1, status="returned", return_state=1)
    today = clock.today().isoformat()
    path = f"/api/v1/order/metric-retur/{shelf.partner_id}"
    found = data_of(siti_api, path, start_date=today, end_date=today)
    assert found == {"total_order": 4, "total_order_retur": 1, "percentage_retur": "25.0"}
    none = data_of(siti_api, path, start_date="2020-01-01", end_date="2020-01-31")
    assert none["percentage_retur"] == "0"
    on_way = f"/api/v1/order/retur-on-process/{shelf.partner_id}"
    assert data_of(siti_api, on_way, start_date="", end_date="") == {"retur_on_process": 1}
    assert data_of(siti_api, on_way, order_status="Dikirim") == {"retur_on_process": 0}
