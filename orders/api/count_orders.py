"""How many orders stand where."""

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.api.list_orders import OrderFiltersInput
from orders.selectors.counts import order_counts
from orders.selectors.filters import OrderFilters
from orders.states import OrderStatus


class CountOrders(SellerEndpoint):
    input = OrderFiltersInput
    right = Right.ORDER_VIEW

    def perform(self, *, filters: OrderFilters) -> dict[str, int]:
        counts = order_counts(self.access.partner_id, filters)
        return {
            "diajukan": counts.of(OrderStatus.CREATED, OrderStatus.BOOKING),
            "dipacking": counts.of(OrderStatus.PACKING),
            "dikirim": counts.of(OrderStatus.SHIPPED),
            "diterima": counts.of(OrderStatus.DELIVERED),
            "retur": counts.of(OrderStatus.RETURNED),
            "batal": counts.of(OrderStatus.CANCELLED),
            "order_problem": counts.problems,
        }
