"""The constant parts of the order and pickup lists."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from komship.web.lists import Column, Empty, ListSpec
from orders.web.filters import OrderFilterForm

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
