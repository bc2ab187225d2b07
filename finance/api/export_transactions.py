import base64
import io
from datetime import date

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import WholePeriodInput
from finance.services import TransactionExport, write_transactions

# Written in five seconds on a busy machine; clients give up after twelve.
MOST_AT_ONCE = 60_000


class ExportTransactions(SellerEndpoint):
    """The changes of the balance as XLSX, in base64; of a very long period the newest, which it says."""

    right = Right.FINANCE_BALANCE
    partner_in_query = True
    input = WholePeriodInput

    def perform(self, *, start_date: date, end_date: date) -> str:
        out = io.BytesIO()
        wanted = TransactionExport(
            partner_id=self.access.partner_id,
            since=start_date,
            until=end_date,
            form="xlsx",
            most=MOST_AT_ONCE,
        )
        write_transactions(wanted, out)
        return base64.b64encode(out.getvalue()).decode()
