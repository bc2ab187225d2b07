"""`/_gaya/`: every component in every state on one page, for people, screenshots and axe."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from komship.lib.clock import wib_moment
from komship.lib.errors import Conflict
from komship.web.charts import Series, chart_data
from komship.web.forms import KomshipForm, PhoneField, PinField, RupiahField
from komship.web.lists import Column, Empty, ListRows, ListSpec, Tab, list_answer
from komship.web.statuses import StatusLook, register_statuses

_NOON = wib_moment(date(2026, 11, 21), time(12))

register_statuses(
    "gaya",
    {
        "created": StatusLook(_("Diajukan"), "neutral", "clock"),
        "packing": StatusLook(_("Dipacking"), "info", "package"),
        "shipped": StatusLook(_("Dikirim"), "progress", "truck-delivery"),
        "delivered": StatusLook(_("Diterima"), "success", "circle-check"),
        "problem": StatusLook(_("Kendala"), "warning", "alert-triangle"),
        "lost": StatusLook(_("Hilang"), "danger", "circle-x"),
    },
)
STATUSES = ("created", "packing", "shipped", "delivered", "problem", "lost")


class SampleFilters(KomshipForm):
    q = forms.CharField(label=_("Cari nomor, resi, atau pembeli"), required=False)
    courier = forms.ChoiceField(
        label=_("Ekspedisi"), required=False, choices=[("", _("Semua")), ("jne", "JNE"), ("sap", "SAP")]
    )
    since = forms.DateField(
        label=_("Sejak tanggal"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class SampleForm(KomshipForm):
    name = forms.CharField(
        label=_("Nama penerima"), help_text=_("Seperti tertulis di KTP."), max_length=50, required=True
    )
    phone = PhoneField(label=_("Nomor telepon"))
    amount = RupiahField(label=_("Nilai pembayaran"), min_value=10_000, required=False)
    courier = forms.ChoiceField(
        label=_("Ekspedisi"),
        choices=[("jne", "JNE REG"), ("sicepat", "SiCepat"), ("sap", "SAP Express")],
        widget=forms.Select({"data-select": ""}),
    )
    method = forms.ChoiceField(
        label=_("Cara bayar"),
        choices=[("cod", "COD"), ("bank_transfer", _("Transfer bank"))],
        widget=forms.RadioSelect,
        initial="cod",
    )
    pin = PinField(help_text=_("6 angka untuk menyetujui penarikan."))
    note = forms.CharField(label=_("Catatan"), widget=forms.Textarea({"rows": 2}), required=False)
    agree = forms.BooleanField(label=_("Buyer menanggung biaya COD"), required=False)


@dataclass(frozen=True)
class SampleRow:
    pk: int
    number: str
    buyer: str
    city: str
    awb: str
    status: str
    total_rp: int
    created_at: datetime


_BUYERS = (
    "Ratna Wulandari",
    "Bagus Prakoso",
    "Nur Aini",
    "Yohanes Sitanggang",
    "I Made Wirawan",
    "Dewi Lestari",
)
_CITIES = ("Bandung", "Purwokerto", "Makassar", "Medan", "Denpasar", "Palembang")

SAMPLE_LIST = ListSpec(
    name="gaya",
    template="web/styleguide.html",
    rows_template="web/_sample_rows.html",
    columns=(
        Column("number", _("Pesanan"), sort=("number",)),
        Column("buyer", _("Penerima")),
        Column("awb", _("Resi"), optional=True),
        Column("status", _("Status")),
        Column("total", _("Nilai"), sort=("total_rp",), align="end"),
        Column("created", _("Dibuat"), sort=("created_at",), align="end", optional=True),
    ),
    empty=Empty(
        _("Belum ada pesanan"),
        _("Pesanan pertamamu akan muncul di sini."),
        "shopping-bag",
        _("Buat pesanan"),
        "/",
    ),
    default_sort="-created",
    filters=SampleFilters,
    sizes=(10, 25),
    selectable=True,
    bulk_template="web/_sample_bulk.html",
)


def show(request: HttpRequest) -> HttpResponse:
    """No data of anybody: the page may be looked at signed out, and exists outside production only."""
    request.partner_access = SimpleNamespace(  # type: ignore[attr-defined]
        partner_id=None, partner=SimpleNamespace(name="Toko Siti Jaya", business_name="")
    )
    state = SAMPLE_LIST.read(request, tabs=("all", *STATUSES))
    rows = [row for row in sample_rows() if state.tab in ("all", row.status)]
    if words := state.filters.get("q"):
        rows = [row for row in rows if words.lower() in f"{row.number} {row.buyer}".lower()]
    if request.GET.get("kosong"):
        rows = []
    return list_answer(request, SAMPLE_LIST, state, ListRows(rows, tabs=_tabs(), context=_context()))


def sample_rows() -> list[SampleRow]:
    return [
        SampleRow(
            pk=index,
            number=f"KOM26112100{index:03d}",
            buyer=_BUYERS[index % 6],
            city=_CITIES[index % 6],
            awb="" if index % 6 == 0 else f"01005023{index:07d}",
            status=STATUSES[index % 6],
            total_rp=87_000 + 13_500 * (index % 9),
            created_at=_NOON - timedelta(hours=5 * index),
        )
        for index in range(1, 64)
    ]


def _tabs() -> tuple[Tab, ...]:
    rows = sample_rows()
    counts = {status: sum(row.status == status for row in rows) for status in STATUSES}
    labels = (_("Diajukan"), _("Dipacking"), _("Dikirim"), _("Diterima"), _("Kendala"), _("Hilang"))
    return (
        Tab("all", _("Semua"), len(rows)),
        *(Tab(key, label, counts[key]) for key, label in zip(STATUSES, labels, strict=True)),
    )


def _context() -> dict[str, Any]:
    refused = SampleForm({"name": "", "phone": "12", "amount": "500", "courier": "jne", "method": "cod"})
    refused.add_domain_error(Conflict(str(_("Saldo belum cukup untuk menahan ongkir pesanan ini."))))
    return {
        "sample_form": SampleForm(prefix="a"),
        "refused_form": refused,
        "sample_number": sample_rows()[0].number,
        "statuses": STATUSES,
        "moments": _timeline(),
        "sums": [
            (_("Harga barang"), "Rp 100.000"),
            (_("Ongkir"), "Rp 14.000"),
            (_("Biaya COD 2,8 %"), "-Rp 3.192"),
            (_("Cashback ongkir"), "+Rp 3.500"),
            (_("Kamu terima"), "Rp 100.308"),
        ],
        "chart": _chart(),
        "table_columns": SAMPLE_LIST.columns[:4],
    }


def _timeline() -> list[dict[str, Any]]:
    return [
        {
            "title": _("Paket diterima Ratna"),
            "at": _NOON,
            "tone": "success",
            "icon": "circle-check",
            "money_rp": 100_308,
            "text": _("Diterima oleh penerima langsung."),
        },
        {
            "title": _("Dibawa kurir"),
            "at": _NOON - timedelta(hours=4),
            "tone": "progress",
            "icon": "truck-delivery",
            "text": "BANDUNG, CICENDO",
        },
        {
            "title": _("Biaya retur"),
            "at": _NOON - timedelta(hours=30),
            "tone": "danger",
            "icon": "arrow-back-up",
            "money_rp": -10_500,
        },
        {"title": _("Pesanan dibuat"), "at": _NOON - timedelta(hours=52), "text": "siti"},
    ]


def _chart() -> dict[str, Any]:
    days = [(_NOON - timedelta(days=29 - index)).date() for index in range(30)]
    made = [(index * 37) % 23 + 6 for index in range(30)]
    done = [(index * 29) % 17 + 3 for index in range(30)]
    labels = [f"{day.day}/{day.month}" for day in days]
    return chart_data(
        _("Tanggal"), labels, [Series(_("Dibuat"), made), Series(_("Diterima"), done, "neutral")]
    )
