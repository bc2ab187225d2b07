"""All buyers as a spreadsheet, for clients that save it under a name of their own."""

import base64
import io
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.selectors.customer_filters import CustomerFilters
from orders.services.export_customers import CustomerExport
from orders.services.hand_out_customers import hand_out_customers

# Written in about four seconds; clients give up after twelve.
MOST_AT_ONCE = 20_000


class ExportCustomers(SellerEndpoint):
    """The body is the base64 text of an XLSX file, without the envelope; refusals keep theirs."""

    right = Right.ORDER_VIEW

    def get(self, request: Request, **path: Any) -> HttpResponseBase:
        self.prepare()
        out = io.BytesIO()
        wanted = CustomerExport(
            partner_id=self.access.partner_id, filters=CustomerFilters(), form="xlsx", most=MOST_AT_ONCE
        )
        hand_out_customers(wanted, out, actor=self.actor)
        return HttpResponse(base64.b64encode(out.getvalue()), content_type="text/plain; charset=us-ascii")
