"""Lists of orders: v1 is a page object, v2 and v3 are plain lists."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.fields import IdField, IdListField
from komship.api.pagination import Page, Window, page_object
from orders.api.present import Presenter, last_scan
from orders.api.vocabulary import MethodsField, StatusesField
from orders.selectors.filters import OrderFilters, filter_orders
from orders.selectors.rows import OrderRow, order_rows

MOST_COUNTED = 10_000


class OrderFiltersInput(serializers.Serializer[Any]):
    """Filters in the contract's and in the clients' spelling; blanks mean no filter."""

    start_date = serializers.DateField(required=False, allow_null=True)
    end_date = serializers.DateField(required=False, allow_null=True)
    customer_name = serializers.CharField(required=False, allow_blank=True, max_length=100)
    search = serializers.CharField(required=False, allow_blank=True, max_length=100)
    product_name = serializers.CharField(required=False, allow_blank=True, max_length=100)
    product_id = IdField(required=False)
    payment_method = MethodsField(required=False)
    payment_methode = MethodsField(required=False)
    order_status = StatusesField(required=False)
    shipping_name = serializers.CharField(required=False, allow_blank=True, max_length=100)
    order_id = IdListField(required=False)
    partner_address_id = IdField(required=False)
    warehouse_id = IdField(required=False)
    is_problem = serializers.IntegerField(required=False, min_value=0, max_value=1)
    is_retur = serializers.IntegerField(required=False, min_value=0, max_value=2)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        filled = {name: value for name, value in data.items() if value not in ("", None, [])}
        return dict(super().to_internal_value(filled))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        names = [name.strip().upper() for name in attrs.get("shipping_name", "").split(",")]
        filters = OrderFilters(
            statuses=attrs.get("order_status", ()),
            methods=attrs.get("payment_method") or attrs.get("payment_methode") or (),
            couriers=[name for name in names if name],
            order_ids=attrs.get("order_id", ()),
            first_on=attrs.get("start_date"),
            last_on=attrs.get("end_date"),
            recipient_name=attrs.get("customer_name", ""),
            search=attrs.get("search", ""),
            product_name=attrs.get("product_name", ""),
            product_id=attrs.get("product_id"),
            warehouse_id=attrs.get("partner_address_id") or attrs.get("warehouse_id") or None,
            return_state=attrs.get("is_retur") or None,
            is_problem=True if attrs.get("is_problem") else None,
        )
        return {"filters": filters}


class WindowInput(OrderFiltersInput):
    offset = serializers.IntegerField(required=False, min_value=0, max_value=10**7)
    limit = serializers.IntegerField(required=False, min_value=1, max_value=10**7)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        window = Window.of(offset=attrs.get("offset"), limit=attrs.get("limit"))
        return super().validate(attrs) | {"window": window}


class PageInput(OrderFiltersInput):
    page = serializers.IntegerField(required=False, min_value=1, max_value=10**6)
    total_per_page = serializers.IntegerField(required=False, min_value=1, max_value=10**6)
    limit = serializers.IntegerField(required=False, min_value=1, max_value=10**6)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        size = attrs.get("total_per_page") or attrs.get("limit")
        return super().validate(attrs) | {"page": Page.of(page=attrs.get("page"), size=size)}


class ListOrdersV2(SellerEndpoint):
    """Offset list; the last scan is in a list of its own."""

    input = WindowInput
    right = Right.ORDER_VIEW

    def perform(self, *, filters: OrderFilters, window: Window) -> list[dict[str, Any]]:
        orders = filter_orders(self.access.partner_id, filters)
        presenter = Presenter(self.request)
        return [
            self.present(presenter, row)
            for row in order_rows(orders, offset=window.offset, limit=window.limit)
        ]

    def present(self, presenter: Presenter, row: OrderRow) -> dict[str, Any]:
        scan = last_scan(row)
        return presenter.order(row) | {"last_history_awb": [scan] if scan else []}


class ListOrdersV3(ListOrdersV2):
    """The list the pickup page picks from: what already waits for its airway bill is left out."""

    def perform(self, *, filters: OrderFilters, window: Window) -> list[dict[str, Any]]:
        orders = filter_orders(self.access.partner_id, filters)
        if not filters.order_ids:
            orders = orders.exclude(status="booking")
        presenter = Presenter(self.request)
        rows = order_rows(orders, offset=window.offset, limit=window.limit)
        return [self.present(presenter, row) for row in rows]


class ListOrdersV1(SellerEndpoint):
    """Page object; the last scan is an object or null."""

    input = PageInput
    right = Right.ORDER_VIEW

    def perform(self, *, filters: OrderFilters, page: Page) -> dict[str, Any]:
        orders = filter_orders(self.access.partner_id, filters)
        presenter = Presenter(self.request)
        rows = order_rows(orders, offset=page.offset, limit=page.size)
        total = orders.order_by()[:MOST_COUNTED].count()
        shown = [presenter.order(row) | {"last_history_awb": last_scan(row)} for row in rows]
        return page_object(shown, page, total=total, path=self.request.path)
