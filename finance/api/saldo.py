from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.selectors.balances import available_balance
from komship.api.envelope import Answer


class Saldo(SellerEndpoint):
    """The available balance, in the sister service's envelope."""

    right = Right.FINANCE_BALANCE

    def perform(self) -> Answer:
        return Answer(
            status=True, message="success", data={"saldo": available_balance(self.access.partner_id)}
        )
