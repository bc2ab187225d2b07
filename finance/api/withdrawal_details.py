"""A withdrawal against the balance, and the changes of the balance behind it: for its seller and for ops."""

import io
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import LooseNumber
from finance.api.ops_withdrawals import OpsMoneyEndpoint
from finance.api.vocabulary import PAYMENT_METHOD, TRANSACTION_TYPE
from finance.selectors.transactions import TransactionFilter, TransactionRow, TransactionTable
from finance.selectors.withdrawal_review import (
    latest_withdrawal,
    transactions_behind,
    withdrawal_figures,
)
from finance.selectors.withdrawals import withdrawal_of
from finance.services.export_withdrawals import WithdrawalExport, export_withdrawals
from komship.api.envelope import Answer
from komship.api.fields import BIGGEST_ID, IdField
from komship.api.pagination import Page, page_object
from komship.api.pictures import Pictures
from komship.lib import clock
from komship.lib.errors import NotFound
from komship.lib.spreadsheet import XLSX

# What the clients' page sizes go up to.
MOST_ROWS = 400


def require_own_user(endpoint: SellerEndpoint, user_id: int | None) -> None:
    """A user id may be the caller's or the owner's. Raises NotFound."""
    if user_id not in (None, endpoint.user.pk, endpoint.access.partner.owner_id):
        raise NotFound(_("Pengguna tidak ditemukan."))


class WithdrawalDetailV2(SellerEndpoint):
    right = Right.FINANCE_BALANCE

    def perform(self, *, withdrawal_id: int) -> dict[str, Any]:
        row = withdrawal_of(self.access.partner_id, withdrawal_id)
        figures = withdrawal_figures(row)
        before = figures.previous
        return {
            "withdrawal_id": row.pk,
            "bank_name": row.bank_name,
            "bank_account_no": row.account_no,
            "bank_account_name": row.account_name,
            "beginning_balance": figures.beginning_rp,
            "current_balance": figures.current_rp,
            "balance_after_approval": figures.after_rp,
            "withdrawal_nominal": row.amount_rp,
            "withdrawal_date": clock.wib_text(row.requested_at),
            "last_withdrawal_date": clock.wib_text(before.requested_at) if before else None,
        }


class BehindInput(serializers.Serializer[Any]):
    withdrawal_id = IdField()
    total_per_page = LooseNumber()
    page = LooseNumber()


class TransactionsBehind(SellerEndpoint):
    """Changes of the balance between the request before and this one, newest first."""

    right = Right.FINANCE_BALANCE
    input = BehindInput

    def perform(self, *, user_id: int, withdrawal_id: int, **paging: int | None) -> dict[str, Any]:
        require_own_user(self, user_id)
        row = withdrawal_of(self.access.partner_id, withdrawal_id)
        table = TransactionTable(self.access.partner_id, transactions_behind(row))
        return _page(self.request, table, _asked_page(paging), absent=None)


class OpsBehindInput(serializers.Serializer[Any]):
    withdrawal_id = LooseNumber(max_value=BIGGEST_ID)
    total_per_page = LooseNumber()
    page = LooseNumber()


class OpsTransactionsBehind(OpsMoneyEndpoint):
    """The same for ops, by the seller's user; without a withdrawal it is about her latest."""

    input = OpsBehindInput

    def perform(self, *, user_id: int, withdrawal_id: int | None, **paging: int | None) -> Answer:
        partner_id, row = latest_withdrawal(user_id)
        if withdrawal_id:
            row = withdrawal_of(partner_id, withdrawal_id)
        wanted = transactions_behind(row) if row is not None else TransactionFilter()
        page = _page(self.request, TransactionTable(partner_id, wanted), _asked_page(paging), absent="")
        # The contract's page here counts in words and leaves blanks where others have null.
        page |= {"total": str(page["total"]), "links": ""}
        page |= {name: page[name] or "" for name in ("prev_page_url", "next_page_url")}
        return Answer(data=page, extra={"partner_id": partner_id})


def _asked_page(paging: dict[str, int | None]) -> Page:
    size = min(max(paging["total_per_page"] or 50, 1), MOST_ROWS)
    return Page(max(paging["page"] or 1, 1), size)


def _page(request: Request, table: TransactionTable, page: Page, *, absent: str | None) -> dict[str, Any]:
    pictures = Pictures(request)
    rows = [_transaction(row, pictures, absent) for row in table[page.offset : page.offset + page.size]]
    return page_object(rows, page, total=len(table), path=request.build_absolute_uri(request.path))


def _transaction(row: TransactionRow, pictures: Pictures, absent: str | None) -> dict[str, Any]:
    parcel = row.parcel
    return {
        "type": "credit" if row.amount_rp > 0 else "debit",
        "nominal": abs(row.amount_rp),
        "saldo": row.balance_after_rp,
        "description": TRANSACTION_TYPE[row.kind],
        "order_id": parcel.order_id if parcel else 0,
        "order_payment_method": PAYMENT_METHOD[parcel.method] if parcel else absent,
        "cnote": parcel.cnote if parcel else absent,
        "shipping_name": parcel.courier_name if parcel else absent,
        "shipping_logo": pictures.address(parcel.courier_logo) if parcel else absent,
        "created_at": clock.wib_text(row.posted_at),
    }


class ExportInput(serializers.Serializer[Any]):
    user_id = LooseNumber(max_value=BIGGEST_ID)
    start_date = serializers.DateField()
    end_date = serializers.DateField()


class ExportWithdrawals(SellerEndpoint):
    """The body is an XLSX file, which clients save under a name of their own; refusals keep the envelope."""

    input = ExportInput
    right = Right.FINANCE_BALANCE

    def get(self, request: Request, **path: Any) -> HttpResponseBase:
        self.prepare()
        asked = self._validated()
        require_own_user(self, asked["user_id"])
        since: date = asked["start_date"]
        out = io.BytesIO()
        wanted = WithdrawalExport(self.access.partner_id, since, asked["end_date"], "xlsx")
        name = export_withdrawals(wanted, out)
        disposition = f'attachment; filename="{name}"'
        return HttpResponse(out.getvalue(), content_type=XLSX, headers={"Content-Disposition": disposition})
