"""Withdrawals as the operators' panel asks for them and decides about them."""

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.ops_endpoint import OpsEndpoint
from finance.api.inputs import LooseNumber, PeriodInput
from finance.api.proofs import FileInput, proof_file, proof_urls
from finance.api.vocabulary import PAYMENT_METHOD, WITHDRAWAL_STATUS, statuses_called
from finance.models import ParcelMoney, Withdrawal
from finance.selectors.withdrawal_review import (
    OpsFilter,
    ops_withdrawals,
    orders_behind,
    withdrawal_figures,
    withdrawal_for_ops,
)
from finance.services import (
    cancel_withdrawal,
    reject_withdrawal,
    review_withdrawal,
    sign_withdrawal,
)
from komship.api.envelope import Answer, failure
from komship.api.fields import WordField
from komship.api.pagination import Window
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.phone import local_phone

MAY_DECIDE = "finance.change_withdrawal"
# The panel pages by itself, over what it got at once.
AT_ONCE = 500
REVIEW, REJECT, CANCEL, COMPLETE = "on_review", "rejected", "canceled", "completed"


class OpsMoneyEndpoint(OpsEndpoint):
    """Operators' calls answer 404 for what is not there; sellers' never do."""

    error_answers: ClassVar[dict[str, Answer]] = OpsEndpoint.error_answers | {
        "not_found": failure(404, "Penarikan tidak ditemukan.")
    }


class OpsListInput(PeriodInput):
    search = WordField()
    status = serializers.ChoiceField(
        choices=sorted(set(WITHDRAWAL_STATUS.values())),
        required=False,
        allow_blank=True,
        allow_null=True,
        default="",
    )
    total_per_page = LooseNumber()
    page = LooseNumber()


class OpsWithdrawalList(OpsEndpoint):
    """Newest first; a plain list, because the panel sorts and pages it by itself."""

    input = OpsListInput

    def perform(self, *, search: str, status: str | None, **asked: Any) -> list[dict[str, Any]]:
        limit: int | None = asked["total_per_page"]
        size = min(limit or AT_ONCE, AT_ONCE)
        window = Window.of(offset=(max(asked["page"] or 1, 1) - 1) * size, limit=size)
        since: date | None = asked["start_date"]
        wanted = OpsFilter(search.strip(), statuses_called(status or ""), since, asked["end_date"])
        return [_record(row) for row in ops_withdrawals(wanted)[window.offset : window.end]]


def _record(row: Withdrawal) -> dict[str, Any]:
    return {
        "withdrawal_id": row.pk,
        "partner_name": row.partner.name,
        "partner_email": row.partner.owner.email,
        "bank_name": row.bank_name,
        "bank_account_no": row.account_no,
        "bank_account_name": row.account_name,
        "nominal": row.amount_rp,
        "status": WITHDRAWAL_STATUS[row.status],
        "created_at": clock.wib_text(row.requested_at),
    }


class OpsWithdrawalDetail(OpsMoneyEndpoint):
    """A request with the parcels behind the balance. Here the balance that remains is the current one."""

    def perform(self, *, withdrawal_id: int) -> dict[str, Any]:
        row = withdrawal_for_ops(withdrawal_id)
        figures = withdrawal_figures(row)
        orders = [_order_record(parcel) for parcel in orders_behind(row)]
        urls = proof_urls(self.request, row)
        return {
            "withdrawal_id": row.pk,
            "partner_name": row.partner.name,
            "phone_number": local_phone(row.partner.owner.phone) or "-",
            "bank_name": row.bank_name,
            "bank_account_no": row.account_no,
            "bank_account_name": row.account_name,
            "notes": row.review_note or "-",
            "status": WITHDRAWAL_STATUS[row.status],
            "total_balance": figures.numbers.in_ledger_rp,
            "beginning_balance": figures.current_rp,
            "current_balance": figures.after_rp,
            "withdrawal_nominal": row.amount_rp,
            "withdrawal_date": clock.wib(row.requested_at).date().isoformat(),
            "transfer_proof": urls[0] if urls else "",
            "transfer_proofs": urls,
            "orders": orders,
            # The contract says `orders`, its client reads `order`.
            "order": orders,
        }


def _order_record(parcel: ParcelMoney) -> dict[str, Any]:
    """Shipping after cashback, so that the net follows from what stands beside it."""
    return {
        "order_id": parcel.order_id or 0,
        "order_date": clock.wib(parcel.opened_at).date().isoformat(),
        "payment_method": PAYMENT_METHOD[parcel.method],
        "order_grandtotal": parcel.collect_rp,
        "shipping_cost": parcel.shipping_net_rp,
        "service_fee": parcel.cod_fee_rp,
        "net_profit": parcel.net_rp,
    }


class DecisionInput(FileInput):
    """Clients send the status in the query or in the body; older ones the present one with a note."""

    status = serializers.ChoiceField(
        choices=[REVIEW, REJECT, CANCEL, COMPLETE, "requested"], required=False, default=COMPLETE
    )
    notes = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, max_length=255, default=""
    )


class DecideWithdrawal(OpsMoneyEndpoint):
    """Review with a note, reject, cancel, or "transferred": approved by the first person who says so,
    completed by another (ADR 0031)."""

    input = DecisionInput
    permission = MAY_DECIDE

    def perform(self, *, withdrawal_id: int, status: str, **sent: Any) -> Answer:
        note: str = (sent.get("notes") or "").strip()
        files = [proof_file(sent["transfer_proof"])] if sent.get("transfer_proof") else []
        if status == COMPLETE:
            sign_withdrawal(withdrawal_id, actor=self.actor, note=note, proofs=files)
        elif files:
            text = _("Bukti transfer hanya untuk penarikan yang ditransfer.")
            raise InvalidInput(text, fields={"transfer_proof": [text]})
        elif status == REJECT:
            reject_withdrawal(withdrawal_id, actor=self.actor, note=note)
        elif status == CANCEL:
            cancel_withdrawal(withdrawal_id, actor=self.actor, note=note)
        else:
            review_withdrawal(withdrawal_id, actor=self.actor, note=note)
        return Answer(message="Withdrawal successfully updated.", data={})


class UploadInput(FileInput):
    transfer_proof = serializers.FileField()


class UploadProof(OpsMoneyEndpoint):
    """A picture of a transfer made by hand says that it was made: signed as if the button was pressed."""

    input = UploadInput
    permission = MAY_DECIDE

    def perform(self, *, withdrawal_id: int, **sent: Any) -> Answer:
        files = [proof_file(sent["transfer_proof"])]
        sign_withdrawal(withdrawal_id, actor=self.actor, proofs=files, allows_pdf=False)
        return Answer(message="Withdrawal successfully updated.", data={})
