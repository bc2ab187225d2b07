"""Where buyers live, and how many were won month by month."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.lib import clock
from komship.lib.money import percent_number
from orders.selectors.contact_growth import contact_growth
from orders.selectors.customer_areas import customer_areas
from orders.selectors.performance import Period

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MOST_CITIES = 100


class RankingInput(serializers.Serializer[Any]):
    is_lifetime = serializers.BooleanField()


class RankCustomers(SellerEndpoint):
    """All provinces and the hundred cities with most buyers; percentages are of all buyers counted."""

    input = RankingInput
    right = Right.ORDER_VIEW

    def perform(self, *, is_lifetime: bool) -> dict[str, Any]:
        since = None if is_lifetime else Period.MONTH.first_on
        areas = customer_areas(self.access.partner_id, since=since)
        return {
            "province": [
                {
                    "province_name": row.name,
                    "total_province": row.customers,
                    "percentage": percent_number(row.share_bp),
                }
                for row in areas.provinces
            ],
            "city": [
                {
                    "city_name": row.name,
                    "total_city": row.customers,
                    "percentage": percent_number(row.share_bp),
                }
                for row in areas.cities[:MOST_CITIES]
            ],
        }


class GrowthInput(serializers.Serializer[Any]):
    filter = serializers.IntegerField(required=False, min_value=2000, max_value=2100)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        return dict(super().to_internal_value({name: value for name, value in data.items() if value != ""}))


class ContactGrowth(SellerEndpoint):
    """Twelve months; the contract's keys lie flat, clients read them under `total`."""

    input = GrowthInput
    right = Right.ORDER_VIEW

    def perform(self, **values: Any) -> list[dict[str, Any]]:
        year = values.get("filter", clock.today().year)
        counts = contact_growth(self.access.partner_id, year)
        months = [
            {"year": year, "month": month, "total_contact": count}
            for month, count in zip(MONTHS, counts, strict=True)
        ]
        return [{**month, "total": month} for month in months]
