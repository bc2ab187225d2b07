"""Put products into the shop window, or back into the drawer."""

from collections.abc import Collection

from django.db import transaction

from komship.core import audit
from komship.lib import clock
from products.models import Product


@transaction.atomic
def publish_products(
    partner_id: int, *, product_ids: Collection[int], is_published: bool, actor: audit.Actor | None = None
) -> int:
    """Show or hide several products at once; returns how many changed.

    Locks the products in primary key order. Ids that are not the partner's are passed over, and so
    is what may not be sold yet: a product without a single variant that has a price.
    """
    products = (
        Product.objects.for_partner(partner_id)
        .live()
        .filter(pk__in=product_ids)
        .exclude(is_published=is_published)
    )
    if is_published:
        priced = Product.objects.filter(variants__retired_at=None, variants__price_rp__gt=0)
        products = products.filter(pk__in=priced.values("pk"))
    changed = list(products.select_for_update(no_key=True).order_by("pk"))
    now = clock.now()
    ids = [product.pk for product in changed]
    Product.objects.filter(pk__in=ids).update(is_published=is_published, updated_at=now)
    for product in changed:
        audit.record(
            "products.published" if is_published else "products.put_into_drawer",
            product,
            actor=actor,
        )
    return len(changed)
