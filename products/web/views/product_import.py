"""Bring products in from a file: check, look, start, watch."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RightMissing
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import DomainError, NotFound
from komship.lib.sheet_reading import MOST_BYTES
from komship.lib.spreadsheet import XLSX
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import answer, go_to
from products.models import ProductImport
from products.selectors import product_import, recent_imports
from products.services import check_import, start_import
from products.sheet.writing import sample_file
from products.states import ImportStage
from products.web.forms import ImportForm

# More faults than this nobody reads at once; the count tells of the rest.
SHOWN_FAULTS = 200


@partner_required(right=Right.PRODUCT_CREATE)
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: SellerRequest) -> HttpResponse:
    """Choose a file; nothing is stored before it was looked at."""
    access = request.partner_access
    _require_both(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()

    def check(values: dict[str, Any]) -> Done:
        upload = values["file"]
        work = check_import(
            access.partner_id,
            user_id=request.user.pk,
            file_name=upload.name,
            content=upload.read(MOST_BYTES + 1),
        )
        return Done(reverse("products:import", args=[work.pk]))

    context = {"imports": recent_imports(access.partner_id)}
    return submit(request, form, check) or form_answer(
        request, form, "products/import_new.html", context=context
    )


@partner_required(right=Right.PRODUCT_CREATE)
@require_safe
def import_detail(request: SellerRequest, import_id: int) -> HttpResponse:
    """What a file would do or did; asks for news by itself while it runs."""
    work = _own(request, import_id)
    faults = work.faults[:SHOWN_FAULTS]
    context = {
        "work": work,
        "faults": faults,
        "hidden_faults": len(work.faults) - len(faults),
        "is_running": work.stage == ImportStage.RUNNING,
        "is_done": work.stage == ImportStage.DONE,
        "is_ready": work.stage == ImportStage.READY,
        "refused": len({fault["line"] for fault in work.faults}),
    }
    return answer(request, "products/import.html", partial="products/_import_state.html", context=context)


@partner_required(right=Right.PRODUCT_CREATE)
@require_POST
def import_start(request: SellerRequest, import_id: int) -> HttpResponse:
    access = request.partner_access
    _require_both(request)
    url = reverse("products:import", args=[import_id])
    try:
        start_import(access.partner_id, import_id=import_id, actor=web_actor(request))
    except NotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return go_to(request, url, text=refused.message, tone="warning")
    return go_to(request, url)


@partner_required(right=Right.PRODUCT_CREATE)
@require_safe
def import_sample(request: SellerRequest) -> HttpResponse:
    """The file to fill in."""
    answer = HttpResponse(sample_file(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{_("contoh-produk")}.xlsx"'
    return answer


def _require_both(request: SellerRequest) -> None:
    """A file adds products and changes others, so its sender must be allowed both."""
    if not request.partner_access.may(Right.PRODUCT_EDIT):
        raise PermissionDenied(RightMissing().message)


def _own(request: SellerRequest, import_id: int) -> ProductImport:
    try:
        return product_import(request.partner_access.partner_id, import_id)
    except NotFound as missing:
        raise Http404 from missing
