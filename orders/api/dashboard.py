"""The order numbers of the clients' first page."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.api.customers import place_text
from orders.selectors.performance import (
    Period,
    loyal_customers,
    sales_ranking,
    typist_ranking,
    waiting_orders,
)
from orders.selectors.service_chart import MOST_DAYS, service_chart

MOST_LOYAL = 100
USUAL_LOYAL = 10
PERIODS = {"1": Period.MONTH, "2": Period.YEAR}


class DashboardEndpoint(SellerEndpoint):
    right = Right.DASHBOARD_VIEW
    partner_in_query = True


class OrderSummary(DashboardEndpoint):
    message = "Success get order balance"

    def perform(self) -> dict[str, int]:
        waiting = waiting_orders(self.access.partner_id)
        return {"total_need_to_be_sent": waiting.to_send, "total_return": waiting.returned_lately}


class OptionalInput(serializers.Serializer[Any]):
    """Clients send blanks for what they do not ask."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        return dict(super().to_internal_value({name: value for name, value in data.items() if value != ""}))


class LimitInput(OptionalInput):
    """0 means no limit."""

    limit = serializers.IntegerField(required=False, min_value=0, max_value=10**6)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"limit": attrs.get("limit") or None}


class PeriodInput(OptionalInput):
    filter = serializers.ChoiceField(choices=list(PERIODS), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"period": PERIODS[attrs["filter"]] if "filter" in attrs else Period.EVER}


class TopInput(LimitInput, PeriodInput):
    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return LimitInput.validate(self, attrs) | PeriodInput.validate(self, attrs)


class TopAdmins(DashboardEndpoint):
    """People by the net income of the orders they typed."""

    input = TopInput
    message = "Success get top admin order"

    def perform(self, *, limit: int | None, period: Period) -> list[dict[str, Any]]:
        return [
            {
                "admin_name": row.name,
                "net_profit": row.net_rp,
                "total_order": row.orders,
                "photo_profile_url": row.photo_url or None,
            }
            for row in typist_ranking(self.access.partner_id, period, limit=limit)
        ]


class LoyalCustomers(DashboardEndpoint):
    input = LimitInput
    message = "Success get customer loyal"

    def perform(self, *, limit: int | None) -> list[dict[str, Any]]:
        most = min(limit or USUAL_LOYAL, MOST_LOYAL)
        return [
            {
                "customer_id": row.id,
                "customer_name": row.name,
                "total_spent": row.spent_rp,
                "total_order": row.orders,
                "address": place_text(row),
            }
            for row in loyal_customers(self.access.partner_id, limit=most)
        ]


class SalesRanking(DashboardEndpoint):
    """Empty while the seller has not switched the ranking on: clients then show that there is none."""

    input = PeriodInput

    def perform(self, *, period: Period) -> list[dict[str, Any]]:
        if not self.access.partner.settings.tracking_sales_dashboard:
            return []
        return [
            {"name": row.name, "total_transactions": row.total_rp, "total_order": row.orders}
            for row in sales_ranking(self.access.partner_id, period)
        ]


class ChartInput(serializers.Serializer[Any]):
    start_date = serializers.DateField()
    end_date = serializers.DateField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        days = (attrs["end_date"] - attrs["start_date"]).days
        if days < 0:
            raise serializers.ValidationError({"end_date": [_("Tanggal akhir sebelum tanggal awal.")]})
        if days >= MOST_DAYS:
            raise serializers.ValidationError({"end_date": [_("Paling lama setahun.")]})
        return attrs


class CustomerServiceChart(DashboardEndpoint):
    """One point per hour for a single day, else one per day."""

    input = ChartInput
    message = "Success get chart customer-service"

    def perform(self, *, start_date: date, end_date: date) -> dict[str, Any]:
        chart = service_chart(self.access.partner_id, start_date, end_date)
        series = {"leads": chart.leads, "orders": chart.orders, "pcs": chart.pieces}
        return {
            name: [
                {"label": label, "value": value} for label, value in zip(chart.labels, values, strict=True)
            ]
            for name, values in series.items()
        }
