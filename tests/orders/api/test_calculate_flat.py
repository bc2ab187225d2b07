from rest_framework.test import APIClient

from tests.factories.orders import Market
from tests.orders.api.test_calculate import asked


def test_one_list_with_cargo_behind(siti_api: APIClient, market: Market) -> None:
    query = asked(market)
    flat = siti_api.get("/api/v2/calculate", query)
    assert flat.status_code == 200, flat.json()
    grouped = siti_api.get("/api/v3/calculate", query).json()["data"]
    assert flat.json()["data"] == [*grouped["data_regular"], *grouped["data_truck"]]
    assert "REG19" in {row["shipping_type"] for row in flat.json()["data"]}
