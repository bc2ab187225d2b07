"""Take the products out as a file that the import reads again."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.lib import clock
from komship.web.htmx import UNPROCESSABLE, answer
from products.selectors import ProductFilter, export_rows, product_counts
from products.sheet.writing import CSV, XLSX, csv_lines, xlsx_file
from products.web.forms import AS_CSV, EVERYTHING, ONLY, ExportForm


@partner_required(right=Right.PRODUCT_VIEW)
@require_safe
def product_export(request: SellerRequest) -> HttpResponse:
    """Which products, in which form."""
    form = ExportForm(initial={"format": "xlsx", "isi": EVERYTHING})
    counts = product_counts(request.partner_access.partner_id)
    return answer(request, "products/export.html", context={"form": form, "counts": counts})


@partner_required(right=Right.PRODUCT_VIEW)
@require_safe
def product_export_file(request: SellerRequest) -> HttpResponse:
    """The file itself."""
    form = ExportForm(request.GET)
    if not form.is_valid():
        counts = product_counts(request.partner_access.partner_id)
        context = {"form": form, "counts": counts}
        return answer(request, "products/export.html", context=context, status=UNPROCESSABLE)
    wanted = ProductFilter(is_published=ONLY[form.cleaned_data["isi"]])
    rows = export_rows(request.partner_access.partner_id, wanted)
    ending = form.cleaned_data["format"]
    if ending == AS_CSV:
        file = HttpResponse(csv_lines(rows), content_type=CSV)
    else:
        file = HttpResponse(xlsx_file(rows), content_type=XLSX)
    file["Content-Disposition"] = f'attachment; filename="produk-{clock.today():%Y%m%d}.{ending}"'
    return file
