"""How many parcels come back, and how many are on their way back now."""

from datetime import date
from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.lib.money import divide_half_up
from orders.api.list_orders import OrderFiltersInput
from orders.selectors.filters import OrderFilters
from orders.selectors.returns import return_rate, returns_under_way


class PeriodInput(serializers.Serializer[Any]):
    start_date = serializers.DateField()
    end_date = serializers.DateField()


class ReturnMetric(SellerEndpoint):
    """Of the orders made in the period; clients print the percentage as it is."""

    input = PeriodInput
    right = Right.ORDER_VIEW

    def perform(self, *, start_date: date, end_date: date) -> dict[str, Any]:
        rate = return_rate(self.access.partner_id, start_date, end_date)
        return {
            "total_order": rate.orders,
            "total_order_retur": rate.returned,
            "percentage_retur": one_decimal(rate.returned_bp) if rate.orders else "0",
        }


def one_decimal(share_bp: int) -> str:
    """Basis points as `23.4`."""
    tenths = divide_half_up(share_bp, 10)
    return f"{tenths // 10}.{tenths % 10}"


class ReturnsOnProcess(SellerEndpoint):
    input = OrderFiltersInput
    right = Right.ORDER_VIEW

    def perform(self, *, filters: OrderFilters) -> dict[str, int]:
        return {"retur_on_process": returns_under_way(self.access.partner_id, filters)}
