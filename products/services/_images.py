"""What changing a product's pictures shares."""

from komship.lib import clock
from products.errors import ImageNotFound
from products.models import Product, ProductImage


def image_of(product: Product, image_id: int) -> ProductImage:
    """The product's picture. Raises ImageNotFound."""
    image = ProductImage.objects.filter(product=product, pk=image_id).first()
    if image is None:
        raise ImageNotFound
    return image


def touch(product: Product) -> None:
    """The product looks different now; lists show what changed last first."""
    product.updated_at = clock.now()
    product.save(update_fields=["updated_at"])
