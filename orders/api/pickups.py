"""Pickups that were asked for, and what is on them."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.fields import BlankAsNone
from komship.api.pagination import Page, Window, page_object
from komship.lib.clock import wib
from komship.lib.phone import local_phone
from orders.api.present import Presenter
from orders.selectors.pickups import (
    PackedProduct,
    PickupRow,
    orders_on_pickup,
    packing_list,
    pickup_count,
    pickup_detail,
    pickup_rows,
)
from orders.selectors.rows import OrderRow, order_rows
from shipping.models import Pickup

PRINTED_FILTER = {0: False, 1: True}


class HistoryInput(serializers.Serializer[Any]):
    page = serializers.IntegerField(required=False, min_value=1, max_value=10**6)
    limits = serializers.IntegerField(required=False, min_value=1, max_value=10**6)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"page": Page.of(page=attrs.get("page"), size=attrs.get("limits"))}


class PickupHistoryV3(SellerEndpoint):
    input = HistoryInput
    right = Right.PICKUP_HISTORY

    def perform(self, *, page: Page) -> dict[str, Any]:
        rows = pickup_rows(self.access.partner_id, offset=page.offset, limit=page.size)
        total = pickup_count(self.access.partner_id)
        return page_object([_row(row) for row in rows], page, total=total, path=self.request.path)


def _row(row: PickupRow) -> dict[str, Any]:
    pickup = row.pickup
    asked = wib(pickup.created_at)
    return {
        "id": pickup.pk,
        "date_submission": f"{asked:%Y-%m-%d}",
        "time_submission": f"{asked:%H:%M:%S}",
        "warehouse": pickup.warehouse_name,
        "warehouse_type": "Private Warehouse",
        "pickup_date": f"{pickup.pickup_on:%Y-%m-%d}",
        "pickup_time": f"{pickup.pickup_time:%H:%M:%S}",
        "shipping": ", ".join(row.couriers),
        "vehicle": pickup.vehicle,
        "total_product": row.pieces,
        "total_order": row.orders,
    }


def _head(pickup: Pickup) -> dict[str, Any]:
    return {
        "address_name": pickup.warehouse_name,
        "address_detail": pickup.address_line,
        "district": pickup.warehouse.district,
        "pic_name": pickup.contact_name,
        "pic_phone": local_phone(pickup.contact_phone),
        "pickup_date": f"{pickup.pickup_on:%Y-%m-%d}",
        "pickup_time": f"{pickup.pickup_time:%H:%M:%S}",
        "vehicle": pickup.vehicle,
    }


class PickupDetailV3(SellerEndpoint):
    right = Right.PICKUP_HISTORY

    def perform(self, *, pickup_id: int) -> dict[str, Any]:
        row = pickup_detail(self.access.partner_id, pickup_id)
        presenter = Presenter(self.request)
        packed = packing_list(self.access.partner_id, pickup_id)
        return _head(row.pickup) | {
            "data_order": [_packed(product, presenter) for product in packed],
            "total_qty": row.pieces,
            "total_order": row.orders,
        }


def _packed(product: PackedProduct, presenter: Presenter) -> dict[str, Any]:
    variants = [
        {"variant_name": name, "product_variant_name": name, "total": total}
        for name, total in product.variants.items()
    ]
    return {
        "product_name": product.name,
        "image_path": presenter.picture(product.image_url),
        "is_variant": 1 if variants else 0,
        "total": 0 if variants else product.total,
        "variant": variants,
    }


class PickupDetailV1(SellerEndpoint):
    """One element per order line instead of a packing list."""

    right = Right.PICKUP_HISTORY

    def perform(self, *, pickup_id: int) -> dict[str, Any]:
        row = pickup_detail(self.access.partner_id, pickup_id)
        presenter = Presenter(self.request)
        orders = order_rows(orders_on_pickup(self.access.partner_id, pickup_id), limit=row.orders or 1)
        lines = [line for order in orders for line in _lines(order, presenter)]
        return _head(row.pickup) | {"data_order": lines}


def _lines(order: OrderRow, presenter: Presenter) -> list[dict[str, Any]]:
    place = ", ".join(part for part in (order.address_line, order.district, order.city) if part)
    return [
        {
            "id": order.id,
            "customer_phone": local_phone(order.recipient_phone),
            "address_with_destination": place,
            "product_name": line.product_name,
            "product_variant_name": line.variant_name,
            "product_image": presenter.picture(line.image_url),
            "qty": line.quantity,
        }
        for line in order.lines
    ]


class PickupOrderIdsV1(SellerEndpoint):
    right = Right.PICKUP_HISTORY

    def perform(self, *, pickup_id: int) -> list[dict[str, int]]:
        orders = orders_on_pickup(self.access.partner_id, pickup_id)
        return [{"order_id": pk} for pk in orders.order_by("-id").values_list("pk", flat=True)]


class PickupOrdersInput(serializers.Serializer[Any]):
    shipping_name = BlankAsNone(max_length=30)
    is_print = serializers.CharField(required=False, allow_blank=True, max_length=2)
    offset = serializers.IntegerField(required=False, min_value=0, max_value=10**7)
    limit = serializers.IntegerField(required=False, min_value=1, max_value=10**7)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        printed = attrs.get("is_print", "")
        return {
            "courier": attrs["shipping_name"],
            "is_printed": PRINTED_FILTER.get(int(printed)) if printed.isdecimal() else None,
            "window": Window.of(offset=attrs.get("offset"), limit=attrs.get("limit")),
        }


class PickupOrdersV2(SellerEndpoint):
    input = PickupOrdersInput
    right = Right.PICKUP_HISTORY

    def perform(
        self, *, pickup_id: int, courier: str | None, is_printed: bool | None, window: Window
    ) -> list[dict[str, Any]]:
        orders = orders_on_pickup(self.access.partner_id, pickup_id)
        if courier:
            orders = orders.filter(courier_name__iexact=courier)
        if is_printed is not None:
            orders = orders.filter(shipment__label_printed_at__isnull=not is_printed)
        presenter = Presenter(self.request)
        rows = order_rows(orders, offset=window.offset, limit=window.limit)
        return [presenter.order(row) | {"partner_id": self.access.partner_id} for row in rows]
