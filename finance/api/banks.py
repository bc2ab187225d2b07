from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import AccountNumberField
from finance.banks.directory import BANKS, bank_called
from finance.errors import BankUnknown
from finance.selectors.bank_conflicts import bank_conflict
from finance.services import find_bank_owner
from komship.api.envelope import Answer, failure
from komship.api.fields import IdField
from komship.lib.errors import NotFound

NUMBER_TAKEN = "Nomor Rekening Sudah digunakan"
NAME_TAKEN = "Nama telah digunakan sebelumnya"
NOT_VALID, IN_DEBT = 1001, 1002


class BankList(SellerEndpoint):
    """Banks that take disbursements."""

    def perform(self) -> list[dict[str, str]]:
        return [{"code": bank.code, "name": bank.name} for bank in BANKS]


class OwnerInput(serializers.Serializer[Any]):
    bank_name = serializers.CharField(max_length=60)
    account_no = AccountNumberField()


class BankOwner(SellerEndpoint):
    """The holder's name as the bank has it."""

    right = Right.SETTING_BANK
    input = OwnerInput

    def perform(self, *, bank_name: str, account_no: str) -> dict[str, str]:
        holder = find_bank_owner(
            self.access.partner_id, bank=bank_name, account_no=account_no, actor=self.actor
        )
        return {"account_name": holder}


class CheckInput(OwnerInput):
    account_name = serializers.CharField(max_length=120)
    user_id = IdField()


class BankCheck(SellerEndpoint):
    """Whether an account is free. Refusals are 4xx: the clients read them in the branch of errors."""

    right = Right.SETTING_BANK
    input = CheckInput

    def perform(self, *, bank_name: str, account_no: str, account_name: str, user_id: int) -> Answer:
        if user_id not in (self.user.pk, self.access.partner.owner_id):
            raise NotFound(_("Pengguna tidak ditemukan."))
        bank = bank_called(bank_name)
        if bank is None:
            raise BankUnknown
        found = bank_conflict(
            self.access.partner_id, bank_code=bank.code, account_no=account_no, account_name=account_name
        )
        if found.debts:
            rows = [
                {"id": debt.user_id, "email": debt.email, "saldo": debt.balance_rp} for debt in found.debts
            ]
            text = _("Rekening ini terhubung dengan akun lain yang saldonya minus.")
            return Answer(status="failed", code=IN_DEBT, http_status=400, message=text, data=rows)
        if found.number_taken or found.name_taken:
            return failure(400, NUMBER_TAKEN if found.number_taken else NAME_TAKEN, code=NOT_VALID)
        return Answer(message="not the same bank, with that input")
