from typing import Any

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.selectors.bank_accounts import bank_account_list


class BankAccountList(SellerEndpoint):
    """The partner's bank accounts, the default first.

    The order page asks for it in a chain that an error would break, so who may not see accounts gets
    an empty list. Who types orders sees them: transfer orders name one.
    """

    def perform(self) -> list[dict[str, Any]]:
        if not (self.access.may(Right.SETTING_BANK) or self.access.may(Right.ORDER_CREATE)):
            return []
        return [
            {
                "bank_account_id": row.pk,
                "bank_name": row.bank_name,
                "account_name": row.account_name,
                "account_no": row.account_no,
                "is_default": int(row.is_default),
            }
            for row in bank_account_list(self.access.partner_id)
        ]
