from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.selectors.warehouses import warehouse_list
from accounts.services import set_default_warehouse
from accounts.states import Right
from shipping.api.vocabulary import warehouse_record
from shipping.ports import PRODUCTS, WAITING_ORDERS, warehouse_counts


class WarehouseList(SellerEndpoint):
    """Own addresses and places in partner warehouses, with how many products are kept there."""

    open_to_keys = True

    def perform(self) -> list[dict[str, Any]]:
        products = warehouse_counts(PRODUCTS, self.access.partner_id)
        return [
            {
                **warehouse_record(row),
                "mitra_id": row.pk if row.kind == "fulfilment" else None,
                "city": row.city,
                "destination_id": row.destination_ref,
                "product_total": products.get(row.pk, 0),
                "image_logo_url": None,
            }
            for row in warehouse_list(self.access.partner_id)
        ]


class PickupOptions(SellerEndpoint):
    """Places a courier can come to, with how many orders wait there."""

    open_to_keys = True

    def perform(self) -> list[dict[str, Any]]:
        waiting = warehouse_counts(WAITING_ORDERS, self.access.partner_id)
        return [
            {**warehouse_record(row), "orders": waiting.get(row.pk, 0)}
            for row in warehouse_list(self.access.partner_id)
        ]


class SetDefaultInput(serializers.Serializer[Any]):
    is_default = serializers.BooleanField()


class SetDefaultWarehouse(SellerEndpoint):
    """There is always one default: taking the mark away happens by giving it to another place."""

    input = SetDefaultInput
    right = Right.WAREHOUSE_MANAGE
    message = "Warehouse updated successfully"

    def perform(self, *, warehouse_id: int, is_default: bool) -> None:
        if is_default:
            set_default_warehouse(warehouse_id, partner_id=self.access.partner_id, actor=self.actor)
