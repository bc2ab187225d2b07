"""Orders as a spreadsheet, for clients that save it under a name of their own."""

import base64
import io
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import serializers
from rest_framework.request import Request

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.api.list_orders import OrderFiltersInput
from orders.selectors.filters import OrderFilters
from orders.services.export_orders import OrderExport, export_orders

# Written in three to five seconds; clients give up after twelve.
MOST_AT_ONCE = 5_000


class ExportFiltersInput(OrderFiltersInput):
    """Clients name the couriers `shipping` here."""

    shipping = serializers.CharField(required=False, allow_blank=True, max_length=100)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return super().validate({**attrs, "shipping_name": attrs.get("shipping", "")})


class ExportOrders(SellerEndpoint):
    """The body is the base64 text of an XLSX file, without the envelope; refusals keep theirs."""

    input = ExportFiltersInput
    right = Right.ORDER_VIEW

    def get(self, request: Request, **path: Any) -> HttpResponseBase:
        self.prepare()
        filters: OrderFilters = self._validated()["filters"]
        out = io.BytesIO()
        wanted = OrderExport(
            partner_id=self.access.partner_id, filters=filters, form="xlsx", most=MOST_AT_ONCE
        )
        export_orders(wanted, out)
        return HttpResponse(base64.b64encode(out.getvalue()), content_type="text/plain; charset=us-ascii")
