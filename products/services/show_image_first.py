"""Choose the picture that stands for a product."""

from django.db import transaction

from komship.core import audit
from products.models import ProductImage
from products.services._images import image_of, touch
from products.services.update_product import locked_product


@transaction.atomic
def show_image_first(
    partner_id: int, *, product_id: int, image_id: int, actor: audit.Actor | None = None
) -> None:
    """Make a picture the one that stands for the product.

    Locks the product. Raises ProductNotFound or ImageNotFound.
    """
    product = locked_product(partner_id, product_id)
    chosen = image_of(product, image_id)
    others = [image for image in ProductImage.objects.filter(product=product) if image.pk != chosen.pk]
    # Two steps, because the database knows each position once: out of the way first.
    highest = max((image.position for image in (chosen, *others)), default=0) + 1
    for step in (highest, 0):
        for place, image in enumerate((chosen, *others), start=step):
            ProductImage.objects.filter(pk=image.pk).update(position=place)
    touch(product)
    audit.record("products.image_shown_first", product, actor=actor, change=(None, {"image_id": chosen.pk}))
