"""The sheet: many orders typed, or pasted from a spreadsheet, on one page."""

from datetime import UTC, datetime
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
from orders.services.check_sheet import TypedSheet, check_sheet
from orders.services.save_sheet import save_sheet
from orders.sheet.columns import COLUMNS
from orders.sheet.couriers import CARGO, REGULAR
from orders.sheet.grouping import SheetRow
from orders.sheet.typed import MOST_ROWS, rows_of_text, spread, text_of_rows
from orders.web.mass_forms import KeptSheetForm, MassSheetForm

# More names than these help nobody to choose, and make the page heavy.
MOST_NAMES = 500
# What a page saw that found no sheet: one that is saved meanwhile is newer.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


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
    seen = sheet.saved_at if sheet else NEVER
    shown = {"rows": text_of_rows(row["cells"] for row in kept)}
    form = MassSheetForm(request.POST) if request.method == "POST" else MassSheetForm(initial=shown)

    def check(values: dict[str, Any]) -> Done:
        name = _("Lembar %(moment)s") % {"moment": moment_text(clock.now())}
        typed = TypedSheet(name, _rows(values["rows"]), values["seen"])
        work = check_sheet(partner, typed, user_id=access.user_id, actor=web_actor(request))
        return Done(reverse("orders:mass_import", args=[work.pk]))

    context = {
        "saved_at": sheet.saved_at if sheet else None,
        "seen": form.data.get("seen", "") if form.is_bound else seen.isoformat(),
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
    access, form = request.partner_access, KeptSheetForm(request.POST)
    context: dict[str, Any] = {"refusal": _("Belum tersimpan."), "seen": form.data.get("seen", "")}
    try:
        if form.is_valid():
            values = form.cleaned_data
            rows = spread(_rows(values["rows"]))
            sheet = save_sheet(access.partner, rows, user_id=access.user_id, seen=values["seen"])
            context = {"saved_at": sheet.saved_at, "seen": sheet.saved_at.isoformat()}
        else:
            reasons = [str(reason) for of_field in form.errors.values() for reason in of_field]
            context["refusal"] = " ".join([context["refusal"], *reasons])
    except DomainError as refused:
        context["refusal"] = refused.message
    status = 200 if "saved_at" in context else UNPROCESSABLE
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
