"""What sold best, in the flat shape of the older dashboard and the tree of the newer one."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.states import Right
from komship.api.envelope import Answer
from products.api.catalogue_endpoint import CatalogueEndpoint
from products.api.fields import LooseInteger
from products.api.records import Record
from products.selectors import AxisRow, BestSeller, Period, best_sellers

# The dashboard's card has three rows; the older page showed a short table.
CARD, TABLE, MOST = 3, 10, 100
YEARS = (2000, 2100)
LONGEST_DAYS = 366


class PeriodInput(serializers.Serializer[Any]):
    start_date = serializers.DateField()
    end_date = serializers.DateField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first: date = attrs.pop("start_date")
        last: date = attrs.pop("end_date")
        if not (YEARS[0] <= first.year and last.year <= YEARS[1] and first <= last):
            raise serializers.ValidationError({"end_date": [_("Tanggal akhir harus setelah tanggal awal.")]})
        if (last - first).days > LONGEST_DAYS:
            raise serializers.ValidationError({"end_date": [_("Rentang tanggal maksimal satu tahun.")]})
        return {**attrs, "period": Period(first, last)}


class CardInput(PeriodInput):
    limit = LooseInteger(min_value=1, max_value=MOST)


class BestSellersV1(CatalogueEndpoint):
    """Ten products in one flat row each."""

    right = Right.DASHBOARD_VIEW
    partner_in_query = True
    input = PeriodInput

    def perform(self, *, period: Period) -> list[Record]:
        rows = best_sellers(self.access.partner_id, period, limit=TABLE)
        return [
            {
                "images_path": self.absolute(row.image_url),
                "product_name": row.name,
                "product_sku": row.sku,
                "total_sold": row.sold,
                "total_sold_change_percentage": row.change_percent,
            }
            for row in rows
        ]


class BestSellersV2(CatalogueEndpoint):
    """Products with what each of their options sold."""

    right = Right.DASHBOARD_VIEW
    partner_in_query = True
    input = CardInput
    message = "Succes get best seller products"

    def perform(self, *, period: Period, limit: int | None) -> Answer:
        rows = best_sellers(self.access.partner_id, period, limit=limit or CARD)
        return Answer(data=[self._record(row) for row in rows], message=self.message)

    def _record(self, row: BestSeller) -> Record:
        return {
            "product_id": row.product_id,
            "total_sold": row.sold,
            "last_month_total_sold": row.sold_before,
            "total_sold_change_percentage": row.change_percent,
            "detail_product": {
                "id": row.product_id,
                "product_name": row.name,
                "product_sku": row.sku,
                "product_is_variant": int(row.has_variants),
                # The page shows its own picture for null, but nothing for "".
                "images_path": self.absolute(row.image_url) or None,
                "variant_list": [{"id": axis.axis_id, "variant_name": axis.name} for axis in row.axes],
                "options": _branches(row, row.axes, None),
            },
        }


def _branches(row: BestSeller, axes: list[AxisRow], parent_id: int | None) -> list[Record]:
    """The options below a parent with their sales, each with its own branches."""
    if not axes:
        return []
    return [
        {
            "id": option.option_id,
            "variant_id": option.axis_id,
            "option_name": option.name,
            "option_parent": option.parent_id or 0,
            "total_sold": row.sold_by_option.get(option.option_id, 0),
            "option_child": _branches(row, axes[1:], option.option_id),
        }
        for option in axes[0].options
        if option.parent_id == parent_id
    ]
