import base64
import io
from datetime import date

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import WholePeriodInput
from finance.services import TransactionExport, write_transactions


class ExportTransactions(SellerEndpoint):
    """The changes of the balance as XLSX, in base64; of a very long period the newest 100,000."""

    right = Right.FINANCE_BALANCE
    partner_in_query = True
    input = WholePeriodInput

    def perform(self, *, start_date: date, end_date: date) -> str:
        out = io.BytesIO()
        wanted = TransactionExport(
            partner_id=self.access.partner_id, since=start_date, until=end_date, form="xlsx"
        )
        write_transactions(wanted, out)
        return base64.b64encode(out.getvalue()).decode()
