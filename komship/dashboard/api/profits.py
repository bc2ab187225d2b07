"""What the platform earned: charts of a month, and rankings since the beginning."""

from typing import Any

from rest_framework import serializers

from accounts.api.ops_endpoint import OpsEndpoint
from komship.dashboard.api.figure_inputs import CourierField, MonthNumberField
from komship.dashboard.rules import Period
from komship.dashboard.selectors.profits import (
    ProfitDay,
    Ranked,
    couriers_by_profit,
    partners_by_profit,
    profit_days,
)


class MonthInput(serializers.Serializer[Any]):
    month = MonthNumberField()


class CourierMonthInput(MonthInput):
    shipper = CourierField()


class PartnerPerformance(OpsEndpoint):
    """Days on which something was earned; a month without any is an empty list, which clients test for."""

    input = MonthInput

    def perform(self, *, month: Period) -> Any:
        return _series(profit_days(month))


class ShippingPerformance(OpsEndpoint):
    input = CourierMonthInput

    def perform(self, *, month: Period, shipper: str) -> Any:
        return _series(profit_days(month, courier=shipper))


def _series(days: list[ProfitDay]) -> Any:
    if not days:
        return []
    return {
        "categories": [day.day.isoformat() for day in days],
        "cod": [day.cod_rp for day in days],
        "non_cod": [day.non_cod_rp for day in days],
    }


class TopShipping(OpsEndpoint):
    def perform(self) -> dict[str, Any]:
        found = couriers_by_profit()
        return {"cod": _couriers(found.cod), "non_cod": _couriers(found.non_cod)}


def _couriers(rows: list[Ranked]) -> list[dict[str, Any]]:
    return [{"shipping": row.name, "profit": row.profit_rp} for row in rows]


class TopPartner(OpsEndpoint):
    def perform(self) -> dict[str, Any]:
        found = partners_by_profit()
        return {"cod": _partners(found.cod), "non_cod": _partners(found.non_cod)}


def _partners(rows: list[Ranked]) -> list[dict[str, Any]]:
    return [{"partner": row.name, "partner_id": row.partner_id, "profit": row.profit_rp} for row in rows]
