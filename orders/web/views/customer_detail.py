from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.formats import count_text, day_text
from komship.web.list_spec import Column
from orders.selectors.customer_report import CustomerReport, customer_orders, customer_report
from orders.selectors.reputation import buyer_reputation
from orders.web.found import or_404
from orders.web.risk_words import reputation_note


@partner_required(right=Right.ORDER_VIEW)
@require_safe
def customer_detail(request: SellerRequest, customer_id: int) -> HttpResponse:
    """One buyer: what she has bought, how it ended, and what other sellers' parcels say."""
    access = request.partner_access
    with or_404():
        report = customer_report(access.partner_id, customer_id)
    shows_reputation = access.partner.settings.customer_reputation
    context: dict[str, Any] = {
        "report": report,
        "customer": report.customer,
        "facts": _facts(report),
        "reputation": reputation_note(buyer_reputation(report.customer.phone)) if shows_reputation else None,
        "orders": customer_orders(access.partner_id, customer_id),
        "headings": _headings(),
        "may_create": access.may(Right.ORDER_CREATE),
    }
    return render(request, "orders/customer_detail.html", context)


def _facts(report: CustomerReport) -> list[tuple[str, str]]:
    row = report.customer
    place = f"{row.village}, {row.district}, {row.city}, {row.province} {row.postal_code}".rstrip()
    return [
        (_("Alamat"), f"{row.address_line}, {place}"),
        (_("Produk favorit"), report.favourite or _("belum ada")),
        (_("Diterima"), _parcels(report.delivered)),
        (_("Retur"), _parcels(report.returned)),
        (_("Terakhir pesan"), day_text(row.last_ordered_at) if row.orders else _("belum ada")),
    ]


def _parcels(count: int) -> str:
    return ngettext("%(n)s paket", "%(n)s paket", count) % {"n": count_text(count)}


def _headings() -> list[Column]:
    return [
        Column("number", _("Pesanan")),
        Column("items", _("Barang")),
        Column("parcel", _("Ekspedisi dan resi")),
        Column("total", _("Total"), align="end"),
        Column("status", _("Status")),
    ]
