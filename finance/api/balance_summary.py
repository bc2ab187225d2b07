from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.selectors.balances import balance_summary


class BalanceSummaryView(SellerEndpoint):
    """Balance, what is expected, and shipping saved so far."""

    right = Right.FINANCE_BALANCE
    partner_in_query = True
    message = "Success get summary balance"

    def perform(self) -> dict[str, int]:
        summary = balance_summary(self.access.partner_id)
        return {
            "balance": summary.balance_rp,
            "pending_balance": summary.pending_rp,
            "pending_balance_on_problem": summary.pending_on_problem_rp,
            "total_earn_cashback": summary.earned_cashback_rp,
        }
