"""Income and turnover of a period, where the shares of orders stand beside the money."""

from datetime import date
from typing import Any, ClassVar

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import MethodField, WholePeriodInput
from finance.states import PaymentMethod
from orders.selectors.income import method_income, turnover_days


class IncomeOf(SellerEndpoint):
    """One payment method. `word` begins the names of its shares."""

    right = Right.FINANCE_INCOME
    partner_in_query = True
    input = WholePeriodInput
    method: ClassVar[PaymentMethod]
    word: ClassVar[str]

    def perform(self, *, start_date: date, end_date: date) -> dict[str, int]:
        found = method_income(self.access.partner_id, self.method, start_date, end_date)
        money, shares = found.income, found.shares
        return {
            f"total_{self.word}_percentage": shares.method_percent,
            f"total_{self.word}_completed_percentage": shares.delivered_percent,
            f"total_{self.word}_return_percentage": shares.returned_percent,
            "total_gross_income": money.gross_rp,
            "total_net_income": money.net_rp,
            "shipping_cashback": money.cashback_rp,
            "total_shipping_cost": money.shipping_rp,
            "total_net_shipping_cost": money.shipping_net_rp,
            "total_cod_service_fee": money.cod_fee_rp,
        }


class IncomeByCod(IncomeOf):
    method = PaymentMethod.COD
    word = "cod"


class IncomeByTransfer(IncomeOf):
    method = PaymentMethod.BANK_TRANSFER
    word = "bank_transfer"


class TurnoverInput(WholePeriodInput):
    payment_method = MethodField()


class RevenueOrderPerformance(SellerEndpoint):
    """Turnover, which clients call profit, and orders per day; what came back is left out."""

    right = Right.DASHBOARD_VIEW
    partner_in_query = True
    input = TurnoverInput

    def perform(
        self, *, start_date: date, end_date: date, payment_method: PaymentMethod | None
    ) -> dict[str, Any]:
        days = turnover_days(self.access.partner_id, start_date, end_date, method=payment_method)
        return {
            "total_profit": sum(day.turnover_rp for day in days),
            "total_order": sum(day.orders for day in days),
            "data_days": [
                {"day": day.on.isoformat(), "total_order": day.orders, "total_profit": day.turnover_rp}
                for day in days
            ],
        }
