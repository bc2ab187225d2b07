"""Pieces of each variant of a product in each own warehouse."""

from dataclasses import dataclass

from accounts.models import Warehouse
from accounts.selectors.warehouses import warehouse_list
from products.errors import ProductNotFound
from products.models import Product, Stock, Variant


@dataclass(frozen=True, slots=True)
class GridCell:
    warehouse: Warehouse
    available: int
    reserved: int


@dataclass(frozen=True, slots=True)
class GridRow:
    variant: Variant
    cells: list[GridCell]


@dataclass(frozen=True, slots=True)
class StockGrid:
    product: Product
    warehouses: list[Warehouse]
    rows: list[GridRow]


def stock_grid(partner_id: int, product_id: int) -> StockGrid:
    """The partner's live product with every variant and own warehouse; four queries.

    Raises ProductNotFound.
    """
    product = Product.objects.for_partner(partner_id).live().filter(pk=product_id).first()
    if product is None:
        raise ProductNotFound
    warehouses = list(warehouse_list(partner_id, own_only=True))
    variants = list(Variant.objects.filter(product=product, retired_at=None))
    stocks = {
        (row.variant_id, row.warehouse_id): row
        for row in Stock.objects.filter(variant__in=variants, warehouse__in=warehouses)
    }
    rows = [
        GridRow(variant, [_cell(stocks.get((variant.pk, place.pk)), place) for place in warehouses])
        for variant in variants
    ]
    return StockGrid(product, warehouses, rows)


def _cell(stock: Stock | None, warehouse: Warehouse) -> GridCell:
    if stock is None:
        return GridCell(warehouse, available=0, reserved=0)
    return GridCell(warehouse, available=stock.available, reserved=stock.reserved)
