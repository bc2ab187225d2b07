"""The picture that stands for a product."""

from django.core.files.storage import default_storage
from django.db.models import OuterRef, Subquery

from products.models import ProductImage
from products.pictures import LARGE, sized


def first_image(product: str = "pk") -> Subquery:
    """Storage name of the first image of the product that `product` refers to."""
    return Subquery(
        ProductImage.objects.filter(product=OuterRef(product)).order_by("position", "id").values("file")[:1]
    )


def image_url(name: str | None, size: str = LARGE) -> str:
    """Where a browser finds a stored image; empty without one. May lack scheme and host."""
    return default_storage.url(sized(name, size)) if name else ""
