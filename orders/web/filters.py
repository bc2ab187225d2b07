"""What the order list can be narrowed down to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from komship.web.forms import KomshipForm
from komship.web.lists import Tab
from orders.models.order import METHOD_CHOICES
from orders.selectors.counts import OrderCounts
from orders.selectors.filters import OrderFilters
from orders.states import OrderStatus

Choices = Sequence[tuple[int, str]]

ALL, PROBLEM = "all", "problem"
# Every order stands under exactly one of these tabs besides "all"; problems are a part of the shipped.
TAB_STATUSES: dict[str, tuple[OrderStatus, ...]] = {
    ALL: (),
    "created": (OrderStatus.CREATED,),
    "booking": (OrderStatus.BOOKING,),
    "packing": (OrderStatus.PACKING,),
    "shipped": (OrderStatus.SHIPPED,),
    PROBLEM: (OrderStatus.SHIPPED,),
    "delivered": (OrderStatus.DELIVERED,),
    "returned": (OrderStatus.RETURNED,),
    "cancelled": (OrderStatus.CANCELLED, OrderStatus.LOST, OrderStatus.DAMAGED),
}
_TAB_LABELS: dict[str, str | Promise] = {
    ALL: _("Semua"),
    "created": _("Dibuat"),
    "booking": _("Menunggu resi"),
    "packing": _("Siap dijemput"),
    "shipped": _("Dikirim"),
    PROBLEM: _("Kendala"),
    "delivered": _("Diterima"),
    "returned": _("Retur"),
    "cancelled": _("Batal"),
}


class OwnRowField(forms.IntegerField):
    """The id of a row of the seller, picked from a list that is read only when it is shown.

    An id that is not hers needs no check here: it finds nothing.
    """

    widget = forms.Select

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": 2**63 - 1, **options})

    @property
    def choices(self) -> list[tuple[object, object]]:
        select: Any = self.widget
        return list(select.choices)

    def offer(self, first: object, rows: Callable[[], Choices]) -> None:
        select: Any = self.widget
        # A select goes through its choices more than once.
        select.choices = cache(lambda: [("", first), *rows()])


def _date_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class OrderFilterForm(KomshipForm):
    q = forms.CharField(label=_("Cari nomor, resi, telepon, atau nama"), required=False, max_length=100)
    dari = _date_field(_("Dari tanggal"))
    sampai = _date_field(_("Sampai tanggal"))
    bayar = forms.ChoiceField(
        label=_("Pembayaran"), required=False, choices=[("", _("Semua")), *METHOD_CHOICES]
    )
    gudang = OwnRowField(label=_("Alamat pickup"), required=False)
    produk = OwnRowField(label=_("Produk"), required=False)

    def offer(self, *, warehouses: Callable[[], Choices], products: Callable[[], Choices]) -> None:
        for name, rows in (("gudang", warehouses), ("produk", products)):
            cast(OwnRowField, self.fields[name]).offer(_("Semua"), rows)


class DraftFilterForm(KomshipForm):
    q = forms.CharField(label=_("Cari nama atau nomor HP"), required=False, max_length=100)


def order_filters(values: dict[str, Any]) -> OrderFilters:
    """The filter form's values for the selector; tabs come on top."""
    method = values.get("bayar")
    return OrderFilters(
        search=values.get("q", ""),
        first_on=values.get("dari"),
        last_on=values.get("sampai"),
        methods=(method,) if method else (),
        warehouse_id=values.get("gudang"),
        product_id=values.get("produk"),
    )


def under_tab(filters: OrderFilters, tab: str) -> OrderFilters:
    statuses = [status.value for status in TAB_STATUSES[tab]]
    return replace(filters, statuses=statuses, is_problem=True if tab == PROBLEM else None)


def tab_label(tab: str) -> str | Promise:
    return _TAB_LABELS[tab]


def count_of(counts: OrderCounts, tab: str) -> int:
    if tab == ALL:
        return counts.total
    return counts.problems if tab == PROBLEM else counts.of(*TAB_STATUSES[tab])


def tabs(counts: OrderCounts) -> tuple[Tab, ...]:
    return tuple(Tab(tab, label, count_of(counts, tab)) for tab, label in _TAB_LABELS.items())
