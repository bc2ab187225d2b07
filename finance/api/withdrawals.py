from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.api.vocabulary import ROLE_ID
from accounts.states import Right
from finance.api.inputs import LooseNumber, PeriodInput
from finance.api.vocabulary import WITHDRAWAL_STATUS
from finance.errors import BalanceTooLow, UnknownBankAccount, WithdrawalOpen
from finance.models import Withdrawal
from finance.selectors.bank_accounts import bank_account_matching
from finance.selectors.withdrawals import withdrawal_detail, withdrawal_page
from finance.services import request_withdrawal
from komship.api.envelope import Answer, failure
from komship.api.fields import BIGGEST_ID, RupiahField
from komship.api.pagination import Page, page_object
from komship.lib import clock
from komship.lib.errors import DomainError, InvalidInput, NotFound

# Clients take 400 for "a request is still open", so other refusals need another number.
REFUSED = 422


class WithdrawalEndpoint(SellerEndpoint):
    """Withdrawals in the sister service's envelope. A user id may be the caller's or the owner's."""

    right = Right.FINANCE_BALANCE

    def require_own(self, user_id: int | None) -> None:
        if user_id not in (None, self.user.pk, self.access.partner.owner_id):
            raise NotFound(_("Pengguna tidak ditemukan."))

    def present(self, row: Withdrawal) -> dict[str, Any]:
        return {
            "id": row.pk,
            "user_id": row.user_id,
            "transaction_type": "withdraw_to_me",
            "nominal": row.amount_rp,
            "bank_name": row.bank_name,
            "bank_no": row.account_no,
            "bank_owner_name": row.account_name,
            "status": WITHDRAWAL_STATUS[row.status],
            "notes": row.review_note or row.seller_note or "-",
            "created_at": clock.wib_text(row.requested_at),
            "updated_at": clock.wib_text(row.updated_at),
            "user": {
                "id": row.user_id,
                "role_id": ROLE_ID[row.user.role],
                "full_name": row.user.full_name,
                "email": row.user.email,
                "position_name": "",
                "photo_profile_url": row.user.photo_url,
            },
            "talent_recipients": [],
            "attachments": [],
        }


class WithdrawalInput(serializers.Serializer[Any]):
    user_id = LooseNumber(max_value=BIGGEST_ID)
    transaction_type = serializers.ChoiceField(["withdraw_to_me"])
    nominal = RupiahField()
    bank_name = serializers.CharField(max_length=60)
    bank_no = serializers.CharField(max_length=20)
    bank_owner_name = serializers.CharField(max_length=120)
    notes = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, max_length=255, default=""
    )


class WithdrawalRequest(WithdrawalEndpoint):
    """Ask for a withdrawal. The PIN was typed a moment ago in a call of its own."""

    input = WithdrawalInput

    def perform(self, *, user_id: int | None, nominal: int, notes: str | None, **bank: str) -> Answer:
        try:
            self.require_own(user_id)
            withdrawal = request_withdrawal(
                self.access.partner_id,
                actor=self.actor,
                bank_account_id=self._bank_account(bank),
                amount_rp=nominal,
                note="" if notes in (None, "-") else str(notes),
            )
        except WithdrawalOpen:
            raise
        except DomainError as refused:
            return _refusal(refused)
        data = {
            "id": withdrawal.pk,
            "nominal": withdrawal.amount_rp,
            "status": WITHDRAWAL_STATUS[withdrawal.status],
        }
        return Answer(status=True, message="success", data=data)

    def _bank_account(self, bank: dict[str, str]) -> int:
        found = bank_account_matching(
            self.access.partner_id,
            bank_name=bank["bank_name"],
            account_no=bank["bank_no"],
            account_name=bank["bank_owner_name"],
        )
        if found is None:
            raise UnknownBankAccount(_("Rekening tujuan tidak ditemukan."))
        return found.pk


def _refusal(refused: DomainError) -> Answer:
    if isinstance(refused, BalanceTooLow):
        return Answer(status=False, message=refused.message)
    fields = refused.fields if isinstance(refused, InvalidInput) else None
    return failure(REFUSED, refused.message, errors=fields)


class WithdrawalListInput(PeriodInput):
    user_id = LooseNumber(max_value=BIGGEST_ID)
    page = LooseNumber()
    limit = LooseNumber()


class WithdrawalList(WithdrawalEndpoint):
    input = WithdrawalListInput

    def perform(
        self,
        *,
        start_date: date | None,
        end_date: date | None,
        user_id: int | None,
        **paging: int | None,
    ) -> Answer:
        self.require_own(user_id)
        page = Page.of(page=paging["page"], size=paging["limit"], default_size=10)
        found = withdrawal_page(
            self.access.partner_id, since=start_date, until=end_date, offset=page.offset, limit=page.size
        )
        path = self.request.build_absolute_uri(self.request.path)
        rows = [self.present(row) for row in found.rows]
        return Answer(
            status=True, message="success", data=page_object(rows, page, total=found.total, path=path)
        )


class WithdrawalDetail(WithdrawalEndpoint):
    def perform(self, *, withdrawal_id: int) -> Answer:
        found, previous = withdrawal_detail(self.access.partner_id, withdrawal_id)
        before = clock.wib_text(previous.requested_at) if previous else None
        return Answer(
            status=True,
            message="success",
            data=self.present(found) | {"previous_request_withdrawal_date": before},
        )
