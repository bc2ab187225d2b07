"""The picture that stands for a product."""

from django.core.files.storage import default_storage
from django.db.models import OuterRef, Subquery

from products.models import LoosePicture, ProductImage
from products.pictures import LARGE, MEDIUM, sized


def first_image(product: str = "pk") -> Subquery:
    """Storage name of the first image of the product that `product` refers to."""
    return Subquery(
        ProductImage.objects.filter(product=OuterRef(product)).order_by("position", "id").values("file")[:1]
    )


def image_url(name: str | None, size: str = LARGE) -> str:
    """Where a browser finds a stored image; empty without one. May lack scheme and host."""
    return default_storage.url(sized(name, size)) if name else ""


def loose_picture_url(partner_id: int, picture_id: int) -> str:
    """A small view of the partner's loose picture; empty when it is gone."""
    found = LoosePicture.objects.for_partner(partner_id).filter(pk=picture_id).values_list("file", flat=True)
    return image_url(found.first(), MEDIUM)
