"""The constant parts of the order and pickup lists."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from komship.web.lists import Column, Empty, ListSpec
from orders.web.filters import DraftFilterForm, OrderFilterForm

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
