from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.api.vocabulary import ROLE_ID
from accounts.states import Right
from finance.api.inputs import LooseNumber, PeriodInput
from finance.api.ops_withdrawals import MAY_DECIDE, OpsMoneyEndpoint
from finance.api.proofs import proof_file, proof_url
from finance.api.vocabulary import WITHDRAWAL_STATUS
from finance.api.withdrawal_details import require_own_user
from finance.errors import BalanceTooLow, UnknownBankAccount, WithdrawalOpen
from finance.models import TransferProof, Withdrawal
from finance.selectors.bank_accounts import bank_account_matching
from finance.selectors.withdrawal_review import OpsFilter, ops_withdrawal_page, withdrawal_for_ops
from finance.selectors.withdrawals import WithdrawalPage, withdrawal_detail, withdrawal_page
from finance.services import attach_proofs, request_withdrawal, sign_withdrawal
from komship.api.envelope import Answer, failure
from komship.api.fields import BIGGEST_ID, RupiahField
from komship.api.pagination import Page, page_object
from komship.lib import clock
from komship.lib.errors import DomainError, InvalidInput

# Clients take 400 for "a request is still open", so other refusals need another number.
REFUSED = 422
ATTACHMENT_TYPE = "Kmpoin WIthdrawal"


class WithdrawalEndpoint(SellerEndpoint):
    """Withdrawals in the sister service's envelope. A user id may be the caller's or the owner's."""

    right = Right.FINANCE_BALANCE

    def present(self, row: Withdrawal) -> dict[str, Any]:
        return withdrawal_record(self.request, row)


class ReadingEndpoint(WithdrawalEndpoint):
    """Operators look at everybody's with the same calls: their app names no seller."""

    def prepare(self) -> None:
        if not self.user.is_ops:
            super().prepare()


def withdrawal_record(request: HttpRequest, row: Withdrawal) -> dict[str, Any]:
    """A withdrawal as the sister service spells it."""
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
        "attachments": [attachment_record(request, proof) for proof in row.proofs.all()],
    }


def attachment_record(request: HttpRequest, proof: TransferProof) -> dict[str, Any]:
    """A proof of a transfer as the sister service spells it."""
    uploaded_at = clock.wib_text(proof.uploaded_at)
    return {
        "id": proof.pk,
        "reference_id": proof.withdrawal_id,
        "attachment_type": ATTACHMENT_TYPE,
        "attachment_url": proof_url(request, proof),
        "attachment_notes": "",
        "created_at": uploaded_at,
        "updated_at": uploaded_at,
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
            require_own_user(self, user_id)
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


class WithdrawalList(ReadingEndpoint):
    input = WithdrawalListInput

    def perform(
        self,
        *,
        start_date: date | None,
        end_date: date | None,
        user_id: int | None,
        **paging: int | None,
    ) -> Answer:
        page = Page.of(page=paging["page"], size=paging["limit"], default_size=10)
        found = self._found(user_id, start_date, end_date, page)
        path = self.request.build_absolute_uri(self.request.path)
        rows = [self.present(row) for row in found.rows]
        return Answer(
            status=True, message="success", data=page_object(rows, page, total=found.total, path=path)
        )

    def _found(
        self, user_id: int | None, since: date | None, until: date | None, page: Page
    ) -> WithdrawalPage:
        if self.user.is_ops:
            wanted = OpsFilter(since=since, until=until)
            return ops_withdrawal_page(wanted, user_id=user_id, offset=page.offset, limit=page.size)
        require_own_user(self, user_id)
        return withdrawal_page(
            self.access.partner_id, since=since, until=until, offset=page.offset, limit=page.size
        )


class WithdrawalDetail(ReadingEndpoint):
    def perform(self, *, withdrawal_id: int) -> Answer:
        partner_id = (
            withdrawal_for_ops(withdrawal_id).partner_id if self.user.is_ops else self.access.partner_id
        )
        found, previous = withdrawal_detail(partner_id, withdrawal_id)
        before = clock.wib_text(previous.requested_at) if previous else None
        return Answer(
            status=True,
            message="success",
            data=self.present(found) | {"previous_request_withdrawal_date": before},
        )


class FinishInput(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=["completed"])


class FinishWithdrawal(OpsMoneyEndpoint):
    """The operators' app says "transferred", then sends the proof: the first person's word approves,
    another's completes (ADR 0031)."""

    input = FinishInput
    permission = MAY_DECIDE

    def perform(self, *, withdrawal_id: int, status: str) -> Answer:
        sign_withdrawal(withdrawal_id, actor=self.actor)
        row = withdrawal_for_ops(withdrawal_id)
        found, previous = withdrawal_detail(row.partner_id, withdrawal_id)
        before = clock.wib_text(previous.requested_at) if previous else None
        data = withdrawal_record(self.request, found) | {"previous_request_withdrawal_date": before}
        return Answer(status=True, message="success", data=data)


class AttachmentInput(serializers.Serializer[Any]):
    reference_id = serializers.IntegerField(min_value=1, max_value=BIGGEST_ID)
    attachment_type = serializers.CharField(max_length=60)
    attachment_file = serializers.FileField()

    def validate_attachment_type(self, given: str) -> str:
        """The misspelling is the clients' own; its letters may be small or large."""
        if given.casefold() != ATTACHMENT_TYPE.casefold():
            raise serializers.ValidationError(_("Jenis lampiran tidak dikenal."))
        return given


class StoreAttachment(OpsMoneyEndpoint):
    """A proof of a transfer, before or after the withdrawal is finished."""

    input = AttachmentInput
    permission = MAY_DECIDE

    def perform(self, *, reference_id: int, attachment_type: str, attachment_file: Any) -> Answer:
        (proof,) = attach_proofs(reference_id, [proof_file(attachment_file)], actor=self.actor)
        return Answer(status=True, message="success", data=attachment_record(self.request, proof))
