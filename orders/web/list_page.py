"""The constant parts of the order and pickup lists."""

from collections.abc import Mapping

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from komship.web.lists import Column, Empty, ListSpec, Tab
from orders.selectors.attention import LOOK, QUIET, UNKNOWN, AtRisk
from orders.selectors.returns import ARRIVED, CHECKED, ON_THE_WAY
from orders.web.filters import DraftFilterForm, OrderFilterForm
from orders.web.return_form import ReturnFilterForm

ORDERS = ListSpec(
    name="pesanan",
    template="orders/list.html",
    rows_template="orders/_rows.html",
    columns=(
        Column("created", _("Pesanan"), sort=("id",)),
        Column("recipient", _("Penerima")),
        Column("items", _("Barang"), optional=True),
        Column("parcel", _("Ekspedisi dan resi")),
        Column("total", _("Total"), align="end"),
        Column("status", _("Status")),
    ),
    empty=Empty(
        _("Belum ada pesanan di sini"),
        _("Tempel chat pembeli, pilih produk, dan pesanan siap dijemput kurir."),
        "shopping-bag",
        _("Buat pesanan"),
        reverse_lazy("orders:desk"),
    ),
    default_sort="-created",
    filters=OrderFilterForm,
    selectable=True,
    bulk_template="orders/_bulk.html",
)

DRAFTS = ListSpec(
    name="draf",
    template="orders/drafts.html",
    rows_template="orders/_draft_rows.html",
    columns=(
        Column("recipient", _("Penerima")),
        Column("place", _("Tujuan")),
        Column("items", _("Barang")),
        Column("value", _("Nilai"), align="end"),
        Column("touched", _("Diubah")),
        Column("actions", _("Tindakan")),
    ),
    empty=Empty(
        _("Tidak ada draf"),
        _("Isian pesanan yang belum selesai tersimpan sendiri di sini."),
        "notes",
        _("Buat pesanan"),
        reverse_lazy("orders:desk"),
    ),
    filters=DraftFilterForm,
)

PICKUPS = ListSpec(
    name="pickup",
    template="orders/pickup_list.html",
    rows_template="orders/_pickup_rows.html",
    columns=(
        Column("slot", _("Jadwal jemput")),
        Column("address", _("Alamat")),
        Column("couriers", _("Ekspedisi")),
        Column("orders", _("Pesanan"), align="end"),
        Column("pieces", _("Barang"), align="end"),
        Column("asked", _("Diminta"), align="end"),
        Column("status", _("Status")),
    ),
    empty=Empty(
        _("Belum ada pickup"),
        _("Pilih pesanan dan jam jemput; resi terbit sendiri setelah itu."),
        "truck-loading",
        _("Minta pickup"),
        reverse_lazy("pickups:new"),
    ),
)

RETURNS = ListSpec(
    name="retur",
    template="orders/returns.html",
    rows_template="orders/_return_rows.html",
    columns=(
        Column("order", _("Pesanan")),
        Column("recipient", _("Pembeli")),
        Column("parcel", _("Ekspedisi dan resi")),
        Column("items", _("Barang")),
        Column("state", _("Status")),
    ),
    empty=Empty(
        _("Tidak ada retur di sini"),
        _("Paket yang dikembalikan kurir muncul di sini, lalu dicek isinya saat sampai."),
        "arrow-back-up",
    ),
    filters=ReturnFilterForm,
    paging="next",
)
_RETURN_TABS = {
    ARRIVED: _("Sampai, belum dicek"),
    ON_THE_WAY: _("Dalam perjalanan"),
    CHECKED: _("Sudah dicek"),
}


def return_tabs(counts: Mapping[str, int]) -> tuple[Tab, ...]:
    """What has been unpacked only grows, so it is not counted."""
    return tuple(Tab(key, label, counts.get(key)) for key, label in _RETURN_TABS.items())


ATTENTION = ListSpec(
    name="perhatian",
    template="orders/attention.html",
    rows_template="orders/_attention_rows.html",
    columns=(
        Column("order", _("Pesanan")),
        Column("recipient", _("Pembeli")),
        Column("parcel", _("Ekspedisi dan resi")),
        Column("total", _("Nilai"), align="end"),
        Column("silence", _("Kabar terakhir")),
        Column("state", _("Status")),
    ),
    empty=Empty(
        _("Tidak ada yang perlu dicek"),
        _("Paket yang lama tidak discan kurir muncul di sini sebelum terlambat."),
        "circle-check",
    ),
)
_ATTENTION_TABS = {
    QUIET: _("Tidak bergerak"),
    UNKNOWN: _("Menunggu kepastian resi"),
    LOOK: _("Diperiksa petugas"),
}


def attention_tabs(counts: Mapping[str, AtRisk]) -> tuple[Tab, ...]:
    return tuple(Tab(key, label, counts[key].orders) for key, label in _ATTENTION_TABS.items())
