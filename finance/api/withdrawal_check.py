from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.selectors.withdrawals import withdrawal_check
from komship.api.fields import RupiahField


class WithdrawalCheckInput(serializers.Serializer[Any]):
    withdrawal_request_nominal = RupiahField(required=False, default=0)


class WithdrawalCheckView(SellerEndpoint):
    """How much may be withdrawn now, and what the rest is kept for."""

    right = Right.FINANCE_BALANCE
    input = WithdrawalCheckInput

    def perform(self, *, withdrawal_request_nominal: int) -> dict[str, int]:
        check = withdrawal_check(self.access.partner_id, withdrawal_request_nominal)
        numbers = check.numbers
        return {
            "balance": numbers.available_rp,
            "maximum_withdraw_nominal": numbers.withdrawable_rp,
            "ideal_balance": numbers.reserve_rp,
            "potency_income": numbers.expected_income_rp,
            "potency_retur": numbers.expected_return_cost_rp,
            "withdraw_possibilites": int(check.is_possible),
        }
