from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Warehouse
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import NotFound
from komship.web.htmx import UNPROCESSABLE, answer, go_to
from products.models import Variant
from products.selectors import GridCell, StockGrid, stock_grid
from products.services import adjust_stock
from products.web.forms import StockCellForm, changed_stock


@dataclass(frozen=True, slots=True)
class Field:
    """One number of the table."""

    variant: Variant
    warehouse: Warehouse
    reserved: int
    form: StockCellForm


@partner_required(right=Right.PRODUCT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def product_stock(request: SellerRequest, product_id: int) -> HttpResponse:
    """Pieces of every variant in every own warehouse."""
    try:
        grid = stock_grid(request.partner_access.partner_id, product_id)
    except NotFound as missing:
        raise Http404 from missing
    table = [(row.variant, [_field(request, row.variant, cell) for cell in row.cells]) for row in grid.rows]
    fields = [field for _variant, cells in table for field in cells]
    if request.method == "POST" and all(field.form.is_valid() for field in fields):
        changed = sum(_save(request, field) for field in fields)
        return go_to(request, reverse("products:list"), text=_told(grid, changed))
    refused = request.method == "POST"
    context = {"product": grid.product, "warehouses": grid.warehouses, "table": table, "refused": refused}
    return answer(request, "products/stock.html", context=context, status=UNPROCESSABLE if refused else 200)


def _field(request: SellerRequest, variant: Variant, cell: GridCell) -> Field:
    form = StockCellForm(
        request.POST if request.method == "POST" else None,
        prefix=f"stok-{variant.pk}-{cell.warehouse.pk}",
        initial={"stock": cell.available, "seen": cell.available},
    )
    spoken = f"{variant.name}, {cell.warehouse.name}" if variant.name else cell.warehouse.name
    form.fields["stock"].widget.attrs["aria-label"] = spoken
    return Field(variant, cell.warehouse, cell.reserved, form)


def _save(request: SellerRequest, field: Field) -> int:
    """Store one number; only what the seller changed, so that orders taken meanwhile stand."""
    pieces = changed_stock(field.form.cleaned_data)
    if pieces is None:
        return 0
    adjust_stock(
        request.partner_access.partner_id,
        variant_id=field.variant.pk,
        warehouse_id=field.warehouse.pk,
        available=pieces,
        actor=web_actor(request),
    )
    return 1


def _told(grid: StockGrid, changed: int) -> str:
    if not changed:
        return _("Tidak ada stok yang berubah.")
    return _("Stok %(name)s tersimpan.") % {"name": grid.product.name}
