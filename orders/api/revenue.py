"""What the seller's orders have brought."""

from typing import Any

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.selectors.revenue import Part, revenue_summary


class RevenueSummary(SellerEndpoint):
    right = Right.FINANCE_INCOME

    def perform(self) -> list[dict[str, Any]]:
        revenue = revenue_summary(self.access.partner_id)
        return [
            {
                "revenue": revenue.net_rp,
                "pending_revenue": revenue.pending_rp,
                "cod": _part(revenue.cod),
                "non_cod": _part(revenue.transfer),
                "retur": _part(revenue.returned),
                "cashback": revenue.cashback_rp,
            }
        ]


def _part(part: Part) -> dict[str, int]:
    return {"value": part.value_rp, "order": part.orders}
