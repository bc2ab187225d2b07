from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.errors import NotProven, RightMissing
from accounts.states import Right
from finance.api.inputs import AccountNumberField
from finance.errors import (
    AccountInDebt,
    AccountNameTaken,
    AccountNumberTaken,
    BankAccountNotFound,
)
from finance.models import BankAccount
from finance.selectors.bank_accounts import bank_account_detail, bank_account_list
from finance.services import (
    BankAccountInput,
    add_bank_account,
    change_bank_account,
    delete_bank_account,
)
from komship.api.envelope import Answer, failure
from komship.lib.errors import DomainError

# Body codes of refusals that the clients show as they are.
NOT_VALID = 1001
REFUSED = 400
TAKEN = (AccountNumberTaken, AccountNameTaken, AccountInDebt)


class BankAccountList(SellerEndpoint):
    """The partner's bank accounts, the default first.

    The order page asks for it in a chain that an error would break, so who may not see accounts gets
    an empty list. Who types orders sees them: transfer orders name one.
    """

    def perform(self) -> list[dict[str, Any]]:
        if not (self.access.may(Right.SETTING_BANK) or self.access.may(Right.ORDER_CREATE)):
            return []
        return [bank_account_record(row) for row in bank_account_list(self.access.partner_id)]


class BankAccountDetail(SellerEndpoint):
    right = Right.SETTING_BANK

    def perform(self, *, bank_account_id: int) -> dict[str, Any]:
        row = bank_account_detail(self.access.partner_id, bank_account_id)
        if row is None:
            raise BankAccountNotFound
        return bank_account_record(row)


def bank_account_record(row: BankAccount) -> dict[str, Any]:
    return {
        "bank_account_id": row.pk,
        "bank_name": row.bank_name,
        "account_name": row.account_name,
        "account_no": row.account_no,
        "is_default": int(row.is_default),
    }


class StoreInput(serializers.Serializer[Any]):
    bank_name = serializers.CharField(max_length=60)
    account_name = serializers.CharField(max_length=120)
    account_no = AccountNumberField()
    note = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, max_length=255, default=""
    )


class StoreInputV3(StoreInput):
    bank_code = serializers.CharField(max_length=20)


class UpdateInput(StoreInput):
    is_default = serializers.BooleanField(required=False, default=False)


def as_input(values: Mapping[str, Any]) -> BankAccountInput:
    """v1 and v2 call the bank by its code alone; v3 by code and name."""
    return BankAccountInput(
        bank=values.get("bank_code") or values["bank_name"],
        bank_name=values["bank_name"] if "bank_code" in values else "",
        account_no=values["account_no"],
        account_name=values["account_name"],
        note=values["note"] or "",
        is_default=values.get("is_default", False),
    )


class StoreV1(SellerEndpoint):
    """Refusals come under HTTP 200: the clients read the body's code in the branch of success."""

    right = Right.SETTING_BANK
    input = StoreInput
    message = "Bank Account stored successfully"

    def perform(self, **values: Any) -> Answer | None:
        try:
            add_bank_account(self.access.partner_id, as_input(values), actor=self.actor)
        except DomainError as refused:
            code = NOT_VALID if isinstance(refused, (*TAKEN, NotProven)) else REFUSED
            return Answer(status="failed", code=code, message=_said(refused))
        return None


class StoreV2(StoreV1):
    """The same at the path of 2022."""


class StoreV3(SellerEndpoint):
    """With the bank's code and name. The one seller operation that says 403: its contract does."""

    input = StoreInputV3
    NOT_ALLOWED: ClassVar = (RightMissing, NotProven)

    def perform(self, **values: Any) -> Answer:
        try:
            self.access.require(Right.SETTING_BANK)
            add_bank_account(self.access.partner_id, as_input(values), actor=self.actor)
        except self.NOT_ALLOWED as refused:
            return failure(403, _said(refused))
        except TAKEN as refused:
            return failure(409, _said(refused))
        return Answer(code=201, http_status=201, message=StoreV1.message)


class UpdateBankAccount(SellerEndpoint):
    right = Right.SETTING_BANK
    input = UpdateInput
    message = "Bank Account updated successfully"

    def perform(self, *, bank_account_id: int, **values: Any) -> None:
        change_bank_account(
            bank_account_id, as_input(values), partner_id=self.access.partner_id, actor=self.actor
        )


class DeleteBankAccount(SellerEndpoint):
    right = Right.SETTING_BANK
    message = "Bank Account deleted successfully."

    def perform(self, *, bank_account_id: int) -> None:
        delete_bank_account(bank_account_id, partner_id=self.access.partner_id, actor=self.actor)


def _said(refused: DomainError) -> str:
    return refused.message or refused.code
