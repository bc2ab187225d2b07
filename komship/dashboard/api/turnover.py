"""What was sold and sent: the dashboard of 2022."""

from typing import Any

from accounts.api.ops_endpoint import OpsEndpoint
from komship.dashboard.api.figure_inputs import CourierField, CouriersField, DaysInput, MethodsInput
from komship.dashboard.rules import Period
from komship.dashboard.selectors.turnover import top_couriers, top_sellers, turnover_days


class TopSellers(OpsEndpoint):
    """The key says COD whatever was asked for; clients read no other."""

    input = MethodsInput

    def perform(self, *, period: Period, methods: list[str]) -> list[dict[str, Any]]:
        rows = top_sellers(period, methods=methods)
        return [{"partner_name": row.name, "transaction_cod": row.amount_rp} for row in rows]


class TopCouriers(OpsEndpoint):
    input = MethodsInput

    def perform(self, *, period: Period, methods: list[str]) -> list[dict[str, Any]]:
        rows = top_couriers(period, methods=methods)
        return [{"shipping": row.name, "shipping_cost": row.amount_rp} for row in rows]


class CouriersInput(DaysInput):
    expedition_option = CouriersField()


class PartnerTurnover(OpsEndpoint):
    """Three lists of the same days, quiet ones too."""

    input = CouriersInput

    def perform(self, *, period: Period, expedition_option: list[str]) -> dict[str, Any]:
        days = turnover_days(period, couriers=expedition_option)
        return {
            "total": [
                {
                    "day": day.day.isoformat(),
                    "total": day.total_rp,
                    "total_order": day.orders,
                    "total_partner": day.partners,
                }
                for day in days
            ],
            "non_cod": [{"day": day.day.isoformat(), "total_noncod": day.non_cod_rp} for day in days],
            "cod": [{"day": day.day.isoformat(), "total_cod": day.cod_rp} for day in days],
        }


class CourierInput(DaysInput):
    expedition_option = CourierField()


class ShippingTurnover(OpsEndpoint):
    """Postage of one courier's parcels."""

    input = CourierInput

    def perform(self, *, period: Period, expedition_option: str) -> dict[str, Any]:
        days = turnover_days(period, couriers=[expedition_option])
        return {
            "total": [{"day": day.day.isoformat(), "total": day.shipping_rp} for day in days],
            "non_cod": [
                {"day": day.day.isoformat(), "total_noncod": day.shipping_non_cod_rp} for day in days
            ],
            "cod": [{"day": day.day.isoformat(), "total_cod": day.shipping_cod_rp} for day in days],
        }
