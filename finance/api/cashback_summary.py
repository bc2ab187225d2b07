from datetime import date

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import PeriodInput
from finance.selectors.cashback import cashback_summary


class CashbackSummaryView(SellerEndpoint):
    """Shipping saved in a period, on parcels delivered and on parcels returned."""

    right = Right.FINANCE_INCOME
    partner_in_query = True
    input = PeriodInput
    message = "Success get summary cashback"

    def perform(self, *, start_date: date | None, end_date: date | None) -> dict[str, int]:
        summary = cashback_summary(self.access.partner_id, since=start_date, until=end_date)
        return {
            "total_earn_cashback": summary.total_rp,
            "total_earn_cashback_diterima": summary.delivered_rp,
            "total_earn_cashback_retur": summary.returned_rp,
        }
