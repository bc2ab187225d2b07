"""How many parcels come back, and how many are on their way back now."""

from datetime import date
from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.api.list_orders import OrderFiltersInput
from orders.selectors.filters import OrderFilters
from orders.selectors.return_rate import return_rate, returns_under_way


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
            "percentage_retur": _one_decimal(rate.returned_permille) if rate.orders else "0",
        }


class ReturnsOnProcess(SellerEndpoint):
    input = OrderFiltersInput
    right = Right.ORDER_VIEW

    def perform(self, *, filters: OrderFilters) -> dict[str, int]:
        return {"retur_on_process": returns_under_way(self.access.partner_id, filters)}


def _one_decimal(permille: int) -> str:
    return f"{permille // 10}.{permille % 10}"
