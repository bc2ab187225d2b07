"""Orders from a file: send it, look, store, watch."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import DomainError, InvalidInput
from komship.lib.sheet_reading import MOST_BYTES
from komship.lib.spreadsheet import XLSX
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to, wants_partial
from komship.web.lists import ListRows, list_answer
from orders.errors import ImportNotFound
from orders.selectors.imports import (
    IMPORT_TABS,
    ImportSummary,
    faulty_lines,
    import_rows,
    import_summary,
    recent_imports,
)
from orders.services.check_order_file import OrderFile, check_order_file
from orders.services.recheck_order_import import recheck_order_import
from orders.services.start_order_import import start_order_import
from orders.sheet.columns import COLUMNS
from orders.sheet.writing import faulty_file, sample_file
from orders.web.mass_columns import AskedColumn, columns_to_ask, said_meanings
from orders.web.mass_forms import MassFileForm
from orders.web.mass_page import IMPORT_ROWS, import_context, import_tabs


@partner_required(right=Right.ORDER_CREATE)
@require_http_methods(["GET", "HEAD", "POST"])
def mass_orders(request: SellerRequest) -> HttpResponse:
    """Choose a file; no order is stored before it was looked at."""
    access = request.partner_access
    form = MassFileForm(request.POST, request.FILES) if request.method == "POST" else MassFileForm()
    said, asked = said_meanings(request.POST), list[AskedColumn]()

    def send(values: dict[str, Any]) -> Done:
        upload = values["file"]
        file = OrderFile(upload.name, upload.read(MOST_BYTES + 1), said)
        try:
            work = check_order_file(access.partner, file, user_id=access.user_id, actor=web_actor(request))
        except InvalidInput as refused:
            asked.extend(columns_to_ask(access.partner_id, refused, said))
            raise
        return Done(reverse("orders:mass_import", args=[work.pk]))

    done = submit(request, form, send)
    if done is not None:
        return done
    context = {
        "asked": asked,
        "columns": COLUMNS,
        "is_on": access.partner.settings.mass_order,
        "may_switch": access.may(Right.SETTING_PROFILE),
        "imports": recent_imports(access.partner_id),
    }
    return form_answer(
        request, form, "orders/mass.html", partial="orders/_mass_columns.html", context=context
    )


@partner_required(right=Right.ORDER_CREATE)
@require_safe
def mass_sample(request: SellerRequest) -> HttpResponse:
    """The file to fill in."""
    return _download(sample_file(), "contoh-pesanan.xlsx")


@partner_required(right=Right.ORDER_CREATE)
@never_cache
@require_safe
def mass_import(request: SellerRequest, order_import_id: int) -> HttpResponse:
    """What a file would do or did, order by order."""
    summary = _own(request, order_import_id)
    state = IMPORT_ROWS.read(request, tabs=IMPORT_TABS)
    rows = ListRows(
        import_rows(summary.work, state.tab),
        tabs=import_tabs(summary),
        total=next(tab.count for tab in import_tabs(summary) if tab.key == state.tab),
        context=import_context(summary),
    )
    return list_answer(request, IMPORT_ROWS, state, rows)


@partner_required(right=Right.ORDER_CREATE)
@never_cache
@require_safe
def mass_news(request: SellerRequest, order_import_id: int) -> HttpResponse:
    """How far it is, for the open page to ask; without htmx, the page itself."""
    summary = _own(request, order_import_id)
    if not wants_partial(request):
        return go_to(request, _page(order_import_id))
    return render(request, "orders/_mass_state.html", {**import_context(summary), "is_news": True})


@partner_required(right=Right.ORDER_CREATE)
@require_POST
def mass_start(request: SellerRequest, order_import_id: int) -> HttpResponse:
    try:
        start_order_import(request.partner_access.partner, order_import_id, actor=web_actor(request))
    except ImportNotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return go_to(request, _page(order_import_id), text=refused.message, tone="warning")
    return go_to(request, _page(order_import_id))


@partner_required(right=Right.ORDER_CREATE)
@require_POST
def mass_recheck(request: SellerRequest, order_import_id: int) -> HttpResponse:
    partner_id = request.partner_access.partner_id
    try:
        recheck_order_import(partner_id, order_import_id, actor=web_actor(request))
    except ImportNotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return go_to(request, _page(order_import_id), text=refused.message, tone="warning")
    return go_to(request, _page(order_import_id))


@partner_required(right=Right.ORDER_CREATE)
@never_cache
@require_safe
def mass_faults(request: SellerRequest, order_import_id: int) -> HttpResponse:
    """The lines that need a hand, as a file that can be sent again."""
    work = _own(request, order_import_id).work
    return _download(faulty_file(faulty_lines(work)), f"perlu-diperbaiki-{work.pk}.xlsx")


def _page(order_import_id: int) -> str:
    return reverse("orders:mass_import", args=[order_import_id])


def _own(request: SellerRequest, order_import_id: int) -> ImportSummary:
    try:
        return import_summary(request.partner_access.partner_id, order_import_id)
    except ImportNotFound as missing:
        raise Http404 from missing


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
