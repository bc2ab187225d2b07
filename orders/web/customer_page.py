"""The constant parts of the pages about buyers, and their words."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from komship.web.forms import KomshipForm, RupiahField
from komship.web.lists import Column, Empty, ListSpec
from orders.selectors.customer_filters import CustomerFilters, Span
from shipping.selectors.destinations import province_names

MOST_ORDERS = 100_000


def _provinces() -> list[tuple[str, object]]:
    return [("", _("Semua")), *((name, name) for name in province_names())]


class CustomerFilterForm(KomshipForm):
    q = forms.CharField(label=_("Cari nama atau nomor HP"), required=False, max_length=100)
    provinsi = forms.ChoiceField(label=_("Provinsi"), required=False, choices=_provinces)
    pesanan = forms.IntegerField(
        label=_("Pesanan paling sedikit"), required=False, min_value=1, max_value=MOST_ORDERS
    )
    belanja = RupiahField(label=_("Belanja paling sedikit"), required=False, min_value=1, max_value=10**12)


def customer_filters(values: dict[str, Any]) -> CustomerFilters:
    """The filter form's values for the selector."""
    return CustomerFilters(
        search=values.get("q") or "",
        province=values.get("provinsi") or "",
        orders=Span(values.get("pesanan")),
        spent_rp=Span(values.get("belanja")),
    )


CUSTOMERS = ListSpec(
    name="pelanggan",
    template="orders/customer_list.html",
    rows_template="orders/_customer_rows.html",
    columns=(
        Column("name", _("Pembeli")),
        Column("area", _("Daerah")),
        Column("orders", _("Pesanan"), sort=("order_count", "id"), align="end"),
        Column("pieces", _("Barang"), sort=("piece_count", "id"), align="end", optional=True),
        Column("spent", _("Total belanja"), sort=("spent_rp", "id"), align="end"),
        Column("last", _("Terakhir pesan"), sort=("last_ordered_at", "id"), align="end"),
    ),
    empty=Empty(
        _("Belum ada pembeli"),
        _("Setiap penerima pesanan tersimpan di sini dengan sendirinya."),
        "users",
        _("Buat pesanan"),
        reverse_lazy("orders:desk"),
    ),
    default_sort="-last",
    filters=CustomerFilterForm,
)
