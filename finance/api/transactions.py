from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from finance.api.inputs import LooseNumber, PeriodInput
from finance.api.vocabulary import (
    FILTER_KINDS,
    ORDER_STATUS,
    PAYMENT_METHOD,
    TRANSACTION_TYPE,
    kinds_of_filter,
)
from finance.selectors.transactions import TransactionFilter, TransactionRow, TransactionTable
from finance.states import EntryKind
from komship.api.fields import IdListField
from komship.api.pagination import Page, page_object
from komship.api.pictures import Pictures
from komship.lib import clock


class TransactionListInput(PeriodInput):
    page = LooseNumber()
    limits = LooseNumber()
    search = serializers.CharField(required=False, allow_blank=True, max_length=60, default="")
    filter = IdListField(required=False, default=list)

    def validate_filter(self, numbers: list[int]) -> list[int]:
        if not {0, *FILTER_KINDS}.issuperset(numbers):
            raise serializers.ValidationError(_("Jenis transaksi tidak dikenal."))
        return numbers


class TransactionListV2(SellerEndpoint):
    """Changes of the balance, newest first, with the balance after each."""

    right = Right.FINANCE_BALANCE
    partner_in_query = True
    input = TransactionListInput

    def perform(self, **asked: Any) -> dict[str, Any]:
        page = Page.of(page=asked["page"], size=asked["limits"])
        table = TransactionTable(self.access.partner_id, _wanted(asked))
        pictures = Pictures(self.request)
        rows = [self.present(row, pictures) for row in table[page.offset : page.offset + page.size]]
        return page_object(
            rows, page, total=len(table), path=self.request.build_absolute_uri(self.request.path)
        )

    def present(self, row: TransactionRow, pictures: Pictures) -> dict[str, Any]:
        parcel = row.parcel
        return {
            "order_id": parcel.order_id if parcel else 0,
            "user_id": self.access.partner.owner_id,
            "date_transaction": clock.wib(row.posted_at).strftime("%Y-%m-%d %H:%M"),
            "transaction_type": TRANSACTION_TYPE[row.kind],
            "payment_method": PAYMENT_METHOD[parcel.method] if parcel else None,
            "order_status": ORDER_STATUS.get(row.kind, parcel.order_status_text) if parcel else None,
            "shipping_name": parcel.courier_name if parcel else None,
            "shipment_image_path": pictures.address(parcel.courier_logo) if parcel else None,
            "cnote": parcel.cnote if parcel else None,
            "amount": f"{row.amount_rp:+d}",
            "saldo": row.balance_after_rp,
            # Clients take a number for a text with its sign, but for 0.
            "amount_kompoint": f"{row.points_rp:+d}" if row.points_rp else 0,
            "kompoint": row.points_after_rp,
            "kompoint_status": row.has_points,
            "claim_retur": _claim(row),
            "outbound_id": 0,
            "withdrawal_id": row.withdrawal_id,
        }


class TransactionListV1(TransactionListV2):
    """The same rows with the columns of an older table beside them."""

    def present(self, row: TransactionRow, pictures: Pictures) -> dict[str, Any]:
        parcel = row.parcel
        return super().present(row, pictures) | {
            "order_date": clock.wib_text(parcel.opened_at) if parcel else None,
            "order_type": row.kind.label,
            "grand_total": parcel.collect_rp if parcel else None,
            "shipping_cost": parcel.shipping_rp if parcel else None,
            "service_fee": parcel.cod_fee_rp if parcel else None,
        }


def _wanted(asked: dict[str, Any]) -> TransactionFilter:
    return TransactionFilter(
        kinds=kinds_of_filter(asked["filter"]),
        since=asked["start_date"],
        until=asked["end_date"],
        search=asked["search"],
    )


def _claim(row: TransactionRow) -> dict[str, str] | None:
    if row.kind != EntryKind.RETURN_CLAIM_CREDIT:
        return None
    return {"no_resi": row.parcel.cnote if row.parcel else row.reference}
