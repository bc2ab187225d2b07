"""Take a picture off a product."""

from django.db import transaction

from komship.core import audit
from products.services._images import image_of, touch
from products.services.update_product import locked_product


@transaction.atomic
def remove_product_image(
    partner_id: int, *, product_id: int, image_id: int, actor: audit.Actor | None = None
) -> None:
    """Its files stay: orders show the picture under which the goods were sold.

    Locks the product. Raises ProductNotFound or ImageNotFound.
    """
    product = locked_product(partner_id, product_id)
    image = image_of(product, image_id)
    name = image.file.name
    image.delete()
    touch(product)
    audit.record("products.image_removed", product, actor=actor, change=({"image": name}, None))
