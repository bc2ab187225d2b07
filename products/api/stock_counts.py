from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from komship.api.fields import IdField
from komship.api.service_endpoint import ServiceEndpoint
from products.rules import VARIANT_NUMBER_MAX
from products.services import StockCount, set_stock


class CountInput(serializers.Serializer[Any]):
    """One row; `variant_id` is the id of the last option, 0 where there are no variants."""

    product_id = IdField()
    variant_id = IdField(required=False, allow_null=True, default=0)
    qty = serializers.IntegerField(min_value=0, max_value=VARIANT_NUMBER_MAX)
    is_variant = serializers.IntegerField(min_value=0, max_value=1)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["is_variant"] and not attrs["variant_id"]:
            raise serializers.ValidationError({"variant_id": [_("Sebutkan variannya.")]})
        return attrs


class StockCounts(ServiceEndpoint):
    """Another of our servers reports what it counted; all rows are taken, or none."""

    input = CountInput
    input_is_list = True
    message = "Successfully update stock"

    def perform(self, *, rows: list[dict[str, Any]]) -> None:
        counts = [
            StockCount(
                product_id=row["product_id"],
                option_id=row["variant_id"] if row["is_variant"] else None,
                pieces=row["qty"],
            )
            for row in rows
        ]
        set_stock(counts, actor=self.actor)
