"""Switched off, the numbers of all sellers are refused; switched on, they tell no more than counts."""

from typing import Any

from rest_framework.test import APIClient

from accounts.models import Partner, PartnerSettings
from shipping.models import Courier
from tests.factories.orders import Market, copy_orders
from tests.factories.shipping import place

REPUTATION = "/api/v1/feature/customerReputation"
INSIGHT = "/api/v{}/feature/returnInsight"


def switch(market: Market, **switches: bool) -> None:
    PartnerSettings.objects.filter(partner=market.partner).update(**switches)


def asked(api: APIClient, path: str, **query: Any) -> Any:
    return api.get(path, query)


def test_both_are_refused_until_switched_on(siti_api: APIClient, market: Market) -> None:
    refused = [
        asked(siti_api, REPUTATION, customer_phone="089876543210"),
        *(asked(siti_api, INSIGHT.format(v), destination_id=place("Cihapit").pk) for v in (2, 3)),
        asked(siti_api, INSIGHT.format(1), city_name="Bandung"),
    ]
    assert {answer.status_code for answer in refused} == {400}
    texts = {answer.json()["message"] for answer in refused}
    assert texts == {
        "Nyalakan dulu fitur Reputasi pembeli di pengaturan.",
        "Nyalakan dulu fitur Wawasan retur di pengaturan.",
    }


def test_a_numbers_record_over_all_sellers(
    siti_api: APIClient, market: Market, rina_partner: Partner
) -> None:
    switch(market, customer_reputation=True)
    order = market.packed()
    copy_orders(order, 2, status="delivered", partner=rina_partner)
    copy_orders(order, 1, status="returned", partner=rina_partner)
    found = asked(siti_api, REPUTATION, customer_phone="89876543210").json()["data"]
    assert found == {"total_order": 3, "total_retur": 1, "customer_rep": 33.33}
    unknown = asked(siti_api, REPUTATION, customer_phone="81299998888").json()["data"]
    assert unknown == {"total_order": 0, "total_retur": 0}


def test_few_parcels_are_told_as_none(siti_api: APIClient, market: Market) -> None:
    switch(market, return_insight=True)
    Courier.objects.filter(code="sap").update(is_open=False)
    order = market.packed()
    copy_orders(order, 8, status="delivered")
    copy_orders(order, 1, status="returned")
    where = {"destination_id": order.destination_id}
    found = asked(siti_api, INSIGHT.format(3), **where).json()["data"]
    nothing = {"total": 0, "retur": 0, "percentage": 0}
    assert found["percenatge_return_jne"] == {**nothing, "is_cod": 1}
    assert found["percenatge_return_sap"] == {**nothing, "is_cod": 0}
    copy_orders(order, 1, status="delivered")
    found = asked(siti_api, INSIGHT.format(2), **where).json()["data"]
    assert found["percenatge_return_jne"] == {"total": 10, "retur": 1, "percentage": 10, "is_cod": 1}
    assert "percenatge_return_sap" not in found
    found = asked(siti_api, INSIGHT.format(1), city_name="BANDUNG").json()["data"]
    assert found["percenatge_return_jne"] == {"total": 10, "retur": 1, "percentage": 10}
