"""Replace a product by a new version of itself."""

from komship.core import audit
from komship.core.outbox import emit
from komship.lib import clock
from products.errors import ProductNotFound
from products.events import VariantsRetired
from products.models import Product
from products.rules import ProductDraft, checked_draft
from products.services._option_tree import replace_tree
from products.services._own_stock import set_own_stock
from products.services._store import audited, fill, unique_names


def update_product(
    partner_id: int,
    *,
    product_id: int,
    draft: ProductDraft,
    actor: audit.Actor | None = None,
) -> Product:
    """Replace values and the whole option tree; options whose path of names stays keep their id.

    Locks the product, then its stock rows in primary key order. Emits VariantsRetired for variants
    that are gone. Raises ProductNotFound, InvalidInput by field, or NoWarehouse.
    """
    cleaned = checked_draft(draft)
    with unique_names():
        product = locked_product(partner_id, product_id)
        before = {"name": product.name, "sku": product.sku, "is_published": product.is_published}
        now = clock.now()
        fill(product, cleaned)
        product.updated_at = now
        product.save(force_update=True)
        tree = replace_tree(product, cleaned, now=now)
        stock = set_own_stock(partner_id, tree.wanted)
        if tree.retired:
            emit(VariantsRetired(partner_id, product.pk, tree.retired))
        audit.record(
            "products.updated",
            product,
            actor=actor,
            change=(before, audited(cleaned) | {"stock_changes": stock}),
        )
    return product


def locked_product(partner_id: int, product_id: int) -> Product:
    """The partner's live product, locked; two editors at once would tear its tree apart."""
    product = (
        Product.objects.for_partner(partner_id)
        .live()
        .select_for_update(no_key=True)
        .filter(pk=product_id)
        .first()
    )
    if product is None:
        raise ProductNotFound
    return product
