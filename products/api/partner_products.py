"""Products for the order forms, in three versions."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.vocabulary import WAREHOUSE_TYPE
from accounts.states import WarehouseKind
from komship.api.pagination import Window
from products.api.catalogue_endpoint import CatalogueEndpoint
from products.api.fields import MOST_OFFSET, LooseInteger, LooseText
from products.api.records import Record, orderable_record
from products.api.vocabulary import WAREHOUSE_KIND
from products.selectors import Shelf, orderable_products, product_detail, variant_by_name

BIGGEST_ID = 2**63 - 1
RECENT = 5


class ShelfInput(serializers.Serializer[Any]):
    """Which warehouse the order leaves from; a rented one must be named."""

    warehouse_type = serializers.ChoiceField(choices=sorted(WAREHOUSE_KIND))
    warehouse_id = LooseInteger(min_value=0, max_value=BIGGEST_ID)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        kind = WAREHOUSE_KIND[attrs.pop("warehouse_type")]
        # The forms send 0 while no warehouse is chosen.
        warehouse_id = attrs.pop("warehouse_id") or None
        if kind == WarehouseKind.FULFILMENT and warehouse_id is None:
            raise serializers.ValidationError({"warehouse_id": [_("Pilih gudang mitra dulu.")]})
        return {**attrs, "shelf": Shelf(kind, warehouse_id)}


class SearchInput(ShelfInput):
    # Optional here: an order form without a chosen warehouse asks for the own products.
    warehouse_type = serializers.ChoiceField(
        choices=sorted(WAREHOUSE_KIND), default=WAREHOUSE_TYPE[WarehouseKind.PRIVATE]
    )
    search = LooseText()
    limit = LooseInteger(min_value=0)
    offset = LooseInteger(min_value=0, max_value=MOST_OFFSET)


class PartnerProductsV1(CatalogueEndpoint):
    """Everything the partner sells, with the pieces of all her own warehouses."""

    open_to_keys = True

    def perform(self) -> list[Record]:
        rows = orderable_products(self.access.partner_id)
        return [orderable_record(row, self.absolute) for row in rows]


class PartnerProductsV2(CatalogueEndpoint):
    """Everything that can leave from one warehouse."""

    open_to_keys = True
    input = ShelfInput

    def perform(self, *, shelf: Shelf) -> list[Record]:
        rows = orderable_products(self.access.partner_id, shelf=shelf)
        return [orderable_record(row, self.absolute) for row in rows]


class PartnerProductsV3(CatalogueEndpoint):
    """The same, searched and in windows; without either only the latest five."""

    open_to_keys = True
    input = SearchInput

    def perform(self, *, shelf: Shelf, search: str, limit: int | None, offset: int | None) -> list[Record]:
        is_plain = not search and limit is None and not offset
        window = Window.of(offset=offset, limit=RECENT if is_plain else limit)
        rows = orderable_products(
            self.access.partner_id,
            shelf=shelf,
            search=search,
            offset=window.offset,
            limit=window.limit,
        )
        return [orderable_record(row, self.absolute) for row in rows]


class VariantNameInput(serializers.Serializer[Any]):
    variant = serializers.CharField(max_length=200)


class VariantByName(CatalogueEndpoint):
    """Price and pieces of the variant that `Merah, S` names."""

    open_to_keys = True
    input = VariantNameInput

    def perform(self, *, product_id: int, variant: str) -> Record:
        detail = product_detail(self.access.partner_id, product_id)
        row = variant_by_name(detail, variant)
        return {
            "product_id": row.product_id,
            "product_name": detail.product.name,
            "sku": detail.product.sku,
            "product_image": self.absolute(detail.image_urls[0] if detail.image_urls else ""),
            "variant": row.name,
            "variant_id": row.option_id,
            "price": row.price_rp,
            "stock": row.stock,
            "sold": row.sold,
        }
