"""Add a product to the catalogue."""

from komship.core import audit
from komship.lib import clock
from products.models import Product
from products.rules import ProductDraft, checked_draft
from products.services._option_tree import replace_tree
from products.services._own_stock import set_own_stock
from products.services._store import audited, fill, unique_names


def create_product(partner_id: int, *, draft: ProductDraft, actor: audit.Actor | None = None) -> Product:
    """Store a product with its options, prices and pieces (which go to the default warehouse).

    Raises InvalidInput with messages by field (values, name or SKU taken) or NoWarehouse.
    """
    cleaned = checked_draft(draft)
    with unique_names():
        now = clock.now()
        product = Product(partner_id=partner_id, created_at=now, updated_at=now)
        fill(product, cleaned)
        product.save(force_insert=True)
        tree = replace_tree(product, cleaned, now=now)
        set_own_stock(partner_id, tree.wanted)
        audit.record(
            "products.created",
            product,
            actor=actor,
            change=(None, audited(cleaned)),
        )
    return product
