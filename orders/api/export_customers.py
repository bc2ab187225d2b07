"""All buyers as a spreadsheet, for clients that save it under a name of their own."""

import base64
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.selectors.customer_filters import CustomerFilters
from orders.services.export_customers import export_customers


class ExportCustomers(SellerEndpoint):
    """The body is the base64 text of an XLSX file, without the envelope; refusals keep theirs."""

    right = Right.ORDER_VIEW

    def get(self, request: Request, **path: Any) -> HttpResponseBase:
        self.prepare()
        content = export_customers(self.access.partner, CustomerFilters(), actor=self.actor)
        return HttpResponse(base64.b64encode(content), content_type="text/plain; charset=us-ascii")
