"""The sheet: many orders typed, or pasted from a spreadsheet, on one page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Partner
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib import clock
from komship.lib.errors import DomainError, InvalidInput
from komship.web.formats import moment_text
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import UNPROCESSABLE, go_to
from orders.errors import ImportNotFound
from orders.selectors.sheets import SheetChoices, order_sheet, sheet_choices
from orders.services.bring_back_lines import bring_back_lines
from orders.services.check_sheet import check_sheet
from orders.services.save_sheet import save_sheet
from orders.sheet.columns import COLUMNS
from orders.sheet.couriers import CARGO, REGULAR
from orders.sheet.grouping import SheetRow
from orders.sheet.typed import MOST_ROWS, rows_of_text, spread, text_of_rows
from orders.web.mass_forms import MassSheetForm

# More names than these help nobody to choose, and make the page heavy.
MOST_NAMES = 500


@partner_required(right=Right.ORDER_CREATE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mass_sheet(request: SellerRequest) -> HttpResponse:
    """Type; what was typed is kept. Then look at what the rows would become, as with a file."""
    access = request.partner_access
    partner: Partner = access.partner
    if not partner.settings.mass_order:
        return go_to(request, reverse("orders:mass"))
    sheet = order_sheet(partner.pk)
    kept: list[dict[str, Any]] = sheet.rows if sheet else []
    typed = {"rows": text_of_rows(row["cells"] for row in kept)}
    form = MassSheetForm(request.POST) if request.method == "POST" else MassSheetForm(initial=typed)

    def check(values: dict[str, Any]) -> Done:
        name = _("Lembar %(moment)s") % {"moment": moment_text(clock.now())}
        rows = _rows(values["rows"])
        work = check_sheet(partner, rows, user_id=access.user_id, name=name, actor=web_actor(request))
        return Done(reverse("orders:mass_import", args=[work.pk]))

    context = {
        "saved_at": sheet.saved_at if sheet and kept else None,
        "grid": {
            "columns": [
                {"key": column.key, "title": column.title, "hint": column.hint} for column in COLUMNS
            ],
            "choices": _choices(sheet_choices(partner.pk)),
            "faults": {place: row["faults"] for place, row in enumerate(kept, 1) if row["faults"]},
            "most": MOST_ROWS,
        },
    }
    page = "orders/mass_sheet.html"
    return submit(request, form, check) or form_answer(request, form, page, context=context)


@partner_required(right=Right.ORDER_CREATE)
@require_POST
def mass_sheet_save(request: SellerRequest) -> HttpResponse:
    """Keep what is typed so far; answers when that was."""
    access, form = request.partner_access, MassSheetForm(request.POST)
    context: dict[str, Any] = {"refusal": _("Belum tersimpan."), "saved_at": None}
    try:
        text = form.cleaned_data["rows"] if form.is_valid() else form.data.get("rows", "")
        if form.is_valid() or not text:
            sheet = save_sheet(access.partner, spread(_rows(text)), user_id=access.user_id)
            context = {"saved_at": sheet.saved_at}
    except DomainError as refused:
        context["refusal"] = refused.message
    status = 200 if context["saved_at"] else UNPROCESSABLE
    return render(request, "orders/_mass_saved.html", context, status=status)


@partner_required(right=Right.ORDER_CREATE)
@require_POST
def mass_sheet_fix(request: SellerRequest, order_import_id: int) -> HttpResponse:
    """The lines of a file or a sheet that need a hand, in the sheet."""
    access = request.partner_access
    try:
        bring_back_lines(access.partner, order_import_id, user_id=access.user_id)
    except ImportNotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        page = reverse("orders:mass_import", args=[order_import_id])
        return go_to(request, page, text=refused.message, tone="warning")
    return go_to(request, reverse("orders:mass_sheet"))


def _rows(text: str) -> list[SheetRow]:
    """Raises InvalidInput by field `rows`."""
    try:
        return rows_of_text(text)
    except InvalidInput as refused:
        raise InvalidInput(refused.message, fields={"rows": [refused.message]}) from refused


def _choices(known: SheetChoices) -> dict[str, Any]:
    """Names by column; variants by product."""
    products = known.products[:MOST_NAMES]
    return {
        "product": [row.name for row in products],
        "variant": {row.name: row.variants for row in products if row.variants},
        "method": ["COD", "Transfer"],
        "courier": list(dict.fromkeys([*known.regular_couriers, *known.cargo_couriers])),
        "service": [REGULAR, CARGO],
        "sender": known.senders,
        "sales_admin": known.sales_admins,
        "warehouse": known.warehouses,
    }
