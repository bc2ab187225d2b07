"""What parcels have brought: the cards and the graph of clients' income page."""

from datetime import date
from typing import Any

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import MethodField, WholePeriodInput
from finance.selectors.income import income_days, income_totals
from finance.states import PaymentMethod


class IncomeSummary(SellerEndpoint):
    right = Right.FINANCE_INCOME
    partner_in_query = True

    def perform(self) -> dict[str, int]:
        totals = income_totals(self.access.partner_id)
        return {
            "total_earn_cashback": totals.cashback_rp,
            "total_last_seven_days_income": totals.last_seven_rp,
            # Clients spell it so.
            "total_last_rhirty_days_income": totals.last_thirty_rp,
            "total_income": totals.total_rp,
        }


class IncomeGraphInput(WholePeriodInput):
    payment_method = MethodField()


class IncomeGraph(SellerEndpoint):
    """Days on which something arrived; clients fill the others with zeros."""

    right = Right.FINANCE_INCOME
    partner_in_query = True
    input = IncomeGraphInput

    def perform(
        self, *, start_date: date, end_date: date, payment_method: PaymentMethod | None
    ) -> list[dict[str, Any]]:
        days = income_days(self.access.partner_id, start_date, end_date, method=payment_method)
        return [
            {
                "date": day.on.isoformat(),
                "total_transaction": day.parcels,
                "gross_income": day.gross_rp,
                "net_income": day.net_rp,
            }
            for day in days
        ]
