"""Try the product form out without touching the catalogue."""

from contextlib import suppress

from django.db import transaction

from accounts.models import Partner
from komship.core import audit
from komship.lib import clock
from products.errors import NoWarehouse
from products.models import Product
from products.rules import ProductDraft, checked_draft
from products.services._option_tree import replace_tree
from products.services._own_stock import set_own_stock
from products.services._store import audited, fill


@transaction.atomic
def practise_product(partner_id: int, *, draft: ProductDraft, actor: audit.Actor | None = None) -> Product:
    """Store the partner's practice product; the one before it is put away.

    It takes part in nothing: it blocks no name, is never sold and is no product of any list but
    the practice one. Without a warehouse it has no pieces. Locks the partner. Raises InvalidInput by field.
    """
    cleaned = checked_draft(draft)
    # One after the other: there is one practice product, and two at once would both see none.
    Partner.objects.select_for_update(no_key=True).get(pk=partner_id)
    Product.objects.for_partner(partner_id).practice().update(is_practice=False)
    now = clock.now()
    product = Product(partner_id=partner_id, created_at=now, updated_at=now, deleted_at=now, is_practice=True)
    fill(product, cleaned)
    product.save(force_insert=True)
    tree = replace_tree(product, cleaned, now=now)
    # Practising comes before everything else, so a missing warehouse is no reason to stop.
    with suppress(NoWarehouse):
        set_own_stock(partner_id, tree.wanted)
    audit.record("products.practised", product, actor=actor, change=(None, audited(cleaned)))
    return product
