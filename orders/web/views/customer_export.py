"""Take the buyers out as a spreadsheet."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib import clock
from komship.lib.spreadsheet.writing import XLSX
from komship.web.htmx import UNPROCESSABLE, answer
from orders.selectors.customer_filters import customers_of
from orders.services.export_customers import MOST_EXPORTED, export_customers
from orders.web.customer_page import CustomerFilterForm, customer_filters


@partner_required(right=Right.ORDER_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def customer_export(request: SellerRequest) -> HttpResponse:
    """Which buyers; a post answers with the file, because taking people's numbers out is written down."""
    access = request.partner_access
    form = CustomerFilterForm(request.POST if request.method == "POST" else request.GET or None)
    if request.method == "POST" and form.is_valid():
        content = export_customers(
            access.partner, customer_filters(form.cleaned_data), actor=web_actor(request)
        )
        file = HttpResponse(content, content_type=XLSX)
        file["Content-Disposition"] = f'attachment; filename="pembeli-{clock.today():%Y%m%d}.xlsx"'
        return file
    context = {"form": form, "total": customers_of(access.partner_id).count(), "most": MOST_EXPORTED}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return answer(request, "orders/customer_export.html", context=context, status=status)
