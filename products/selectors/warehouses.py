"""Products seen from the addresses they lie at."""

from django.db.models import Count

from products.models import Product, Stock


def products_by_warehouse(partner_id: int) -> dict[int, int]:
    """How many products of a seller have pieces in each warehouse, by warehouse id. One query."""
    stocks = Stock.objects.for_partner(partner_id).filter(on_hand__gt=0).order_by()
    rows = stocks.filter(variant__product__deleted_at=None).values_list("warehouse_id")
    return dict(rows.annotate(Count("variant__product_id", distinct=True)))


def has_products(partner_id: int) -> bool:
    """Whether this seller has any product, drafts included. One query."""
    return Product.objects.for_partner(partner_id).live().exists()
