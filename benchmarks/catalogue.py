"""A seller with ten thousand products: her lists, her search, her best sellers, her export."""

import io
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction

from accounts.models import Partner, Warehouse
from benchmarks.server import Server
from benchmarks.visitor import Visitor, ask, queries_of
from komship.lib import clock
from komship.lib.spreadsheet import write_xlsx
from products.models import MovementKind, Product, Stock, StockMovement, Variant, VariantAxis, VariantOption
from products.selectors import ProductFilter, export_rows
from products.sheet.writing import product_sheet

if TYPE_CHECKING:
    from benchmarks.report import Report

PRODUCTS = 10_000
# CPU is what a server has to give, so these say how many sellers one core serves, not only what one feels.
# A list is asked for with every letter typed: 60 ms are 16 a second. A page is opened, read and then
# left alone: 150 ms, with a round trip and the browser's work, still come within half a second on a
# core that another shares. A widget of the home page may come after the rest of it, and is asked for
# once: 100 ms.
LIST_MS, PAGE_MS, WIDGET_MS = 60, 150, 100
# Every third one comes in four colours.
COLOURS = ("Merah", "Biru", "Hijau", "Hitam")
BATCH = 2_000
WORDS = ("Gamis", "Jilbab", "Mukena", "Kemeja", "Tas", "Sepatu", "Topi", "Daster", "Khimar", "Tunik")


def measure_products(report: "Report", server: Server, who: Visitor) -> None:
    """Fill, then every way to look at the catalogue, each with its queries and its budget."""
    fill_products(who.partner, PRODUCTS)
    until = clock.today()
    since = until - timedelta(days=27)
    month = f"start_date={since}&end_date={until}"
    rows = (
        ("product list v4, first page", "/api/v4/product?limits=50&offset=0", 5, LIST_MS),
        ("product list v4, by name", "/api/v4/product?name=gamis&limits=50", 5, LIST_MS),
        ("product list v4, by stock", "/api/v4/product?stockFrom=90&limits=50", 5, LIST_MS),
        ("product search v3", _search(who.partner), 6, LIST_MS),
        ("best sellers v2", f"/api/v2/dashboard/partner/bestSellerProducts?{month}&limit=3", 7, WIDGET_MS),
        ("product page", "/produk/", 8, PAGE_MS),
        ("product page, sorted by name", "/produk/?urut=name", 8, PAGE_MS),
    )
    for name, path, most_queries, most_cpu_ms in rows:
        queries = queries_of(("GET", path, None), who)
        result = ask(server, path, who)
        report.row(name, result, queries=queries)
        report.budget(f"at most {most_queries} queries", holds=queries <= most_queries)
        report.budget(f"at most {most_cpu_ms} ms CPU", holds=result.cpu_ms <= most_cpu_ms)
    _measure_export(report, who.partner)


def fill_products(partner: Partner, total: int) -> None:
    """Bring the seller to `total` live products, with pieces and a month of sales."""
    have = Product.objects.for_partner(partner.pk).live().count()
    warehouse = Warehouse.objects.for_partner(partner.pk).order_by("pk")[0]
    for first in range(have, total, BATCH):
        with transaction.atomic():
            _add(partner, warehouse, range(first, min(first + BATCH, total)))
    with connection.cursor() as cursor:
        cursor.execute(
            "VACUUM ANALYZE products_product, products_variant, products_stock, products_stockmovement"
        )


def _add(partner: Partner, warehouse: Warehouse, numbers: range) -> None:
    products = Product.objects.bulk_create(
        Product(
            partner=partner,
            name=f"{WORDS[n % len(WORDS)]} Ukur {n:05d}",
            sku=f"U{n:05d}",
            weight_g=200 + n % 700,
            has_variants=n % 3 == 0,
        )
        for n in numbers
    )
    variants = [_plain(product) for product in products if not product.has_variants] + _colours(products)
    Variant.objects.bulk_create(variants)
    stocks = Stock.objects.bulk_create(
        Stock(variant=variant, warehouse=warehouse, on_hand=variant.pk % 120, sold=variant.pk % 9)
        for variant in variants
    )
    now = clock.now()
    StockMovement.objects.bulk_create(
        StockMovement(
            stock=stock,
            kind=MovementKind.CONSUME,
            quantity=1 + stock.pk % 5,
            reference=f"BEN{stock.pk:012d}",
            created_at=now - timedelta(hours=stock.pk % 1_200),
        )
        for stock in stocks
    )


def _plain(product: Product) -> Variant:
    return Variant(product=product, price_rp=10_000 + 100 * (product.pk % 900))


def _colours(products: list[Product]) -> list[Variant]:
    axes = VariantAxis.objects.bulk_create(
        VariantAxis(product=product, name="Warna", position=0) for product in products if product.has_variants
    )
    options = VariantOption.objects.bulk_create(
        VariantOption(axis=axis, name=colour, position=place)
        for axis in axes
        for place, colour in enumerate(COLOURS)
    )
    return [
        Variant(
            product=option.axis.product,
            option=option,
            name=option.name,
            price_rp=50_000,
            position=option.position,
        )
        for option in options
    ]


def _search(partner: Partner) -> str:
    asked = "warehouse_type=Private%20Warehouse&search=mukena&limit=5"
    return f"/api/v3/partner-product/{partner.pk}?{asked}"


def _measure_export(report: "Report", partner: Partner) -> None:
    started = time.process_time()
    rows = list(export_rows(partner.pk, ProductFilter()))
    read_s = time.process_time() - started
    out = io.BytesIO()
    write_xlsx(out, product_sheet(rows))
    size = out.tell()
    spent = time.process_time() - started
    print(
        f"{'product export, XLSX':<42}{len(rows)} lines, {size / 1024:.0f} KiB:"
        f" {read_s:.2f} s CPU to read, {spent:.2f} s in all"
    )
    report.budget("at most 10 s CPU", holds=spent < 10)
