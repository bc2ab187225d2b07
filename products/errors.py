"""Refusals of the catalogue that doors tell apart by their code."""

from komship.lib.errors import Conflict, InvalidInput, NotFound


class OutOfStock(Conflict):
    """`details["short"]` lists the lines that cannot be served, as ShortLine dicts."""

    code = "out_of_stock"


class StockReferenceSpent(Conflict):
    """The reference moved stock before in a way that does not allow this move."""

    code = "stock_reference_spent"


class ProductNotFound(NotFound):
    code = "product_not_found"


class VariantNotFound(NotFound):
    code = "variant_not_found"


class NoWarehouse(InvalidInput):
    """Pieces were given, but the partner has no warehouse to put them in."""

    code = "no_warehouse"
