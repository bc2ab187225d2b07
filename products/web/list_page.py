from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from komship.web.lists import Column, Empty, ListSpec
from products.web.forms import ProductFilters

ALL, PUBLISHED, DRAFT = "semua", "dijual", "draf"

PRODUCTS = ListSpec(
    name="produk",
    template="products/list.html",
    rows_template="products/_rows.html",
    columns=(
        Column("name", _("Produk"), sort=("name", "pk")),
        Column("sku", _("SKU"), sort=("sku", "pk"), optional=True),
        Column("price", _("Harga"), align="end"),
        Column("stock", _("Stok")),
        Column("sold", _("Terjual"), align="end", optional=True),
        Column("changed", _("Diubah"), sort=("updated_at", "pk"), align="end", optional=True),
    ),
    empty=Empty(
        _("Belum ada produk"),
        _("Tambahkan produk pertamamu, lalu pilih dari daftar setiap kali membuat pesanan."),
        "box",
        _("Tambah produk"),
        reverse_lazy("products:new"),
    ),
    default_sort="-changed",
    filters=ProductFilters,
    selectable=True,
    bulk_template="products/_bulk.html",
)
