"""Give the practice product its picture."""

from django.db import transaction

from komship.core import audit
from products.errors import ProductNotFound
from products.models import Product, ProductImage
from products.models.product import ProductQuerySet
from products.services._picture_files import drop_picture, store_picture
from products.services.add_product_image import attach_picture


def add_practice_image(
    partner_id: int, *, product_id: int, content: bytes, actor: audit.Actor | None = None
) -> ProductImage:
    """Show a picture with the partner's practice product, instead of the one before.

    Call it outside a transaction: files are written. Raises ProductNotFound, also for a product
    that is no practice, and InvalidInput by field `image`.
    """
    if not _practice(partner_id, product_id).exists():
        raise ProductNotFound
    name = store_picture(content)
    try:
        with transaction.atomic():
            product = _practice(partner_id, product_id).select_for_update(no_key=True).first()
            if product is None:
                raise ProductNotFound
            return attach_picture(product, name, instead=True, actor=actor)
    except Exception:
        drop_picture(name)
        raise


def _practice(partner_id: int, product_id: int) -> ProductQuerySet:
    return Product.objects.for_partner(partner_id).practice().filter(pk=product_id)
