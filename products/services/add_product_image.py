"""Give a product a picture."""

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core import audit
from komship.lib.errors import InvalidInput
from products.errors import ProductNotFound
from products.models import Product, ProductImage
from products.services._images import touch
from products.services._picture_files import drop_picture, store_picture
from products.services.update_product import locked_product

MOST_IMAGES = 8


def add_product_image(
    partner_id: int,
    *,
    product_id: int,
    content: bytes,
    instead: bool = False,
    actor: audit.Actor | None = None,
) -> ProductImage:
    """Add a picture after the others, or `instead` of the first one.

    Call it outside a transaction: files are written before the product is locked. A picture that
    was shown keeps its files, because orders show what was sold. Raises ProductNotFound, and
    InvalidInput by field `image` for what is no usable picture or one too many.
    """
    if not Product.objects.for_partner(partner_id).live().filter(pk=product_id).exists():
        raise ProductNotFound
    name = store_picture(content)
    try:
        return _attach(partner_id, product_id, name, instead=instead, actor=actor)
    except Exception:
        drop_picture(name)
        raise


@transaction.atomic
def _attach(
    partner_id: int, product_id: int, name: str, *, instead: bool, actor: audit.Actor | None
) -> ProductImage:
    return attach_picture(locked_product(partner_id, product_id), name, instead=instead, actor=actor)


def attach_picture(
    product: Product, name: str, *, instead: bool = False, actor: audit.Actor | None = None
) -> ProductImage:
    """Hang stored files onto a product the caller has locked. Raises InvalidInput by field `image`."""
    shown = list(ProductImage.objects.filter(product=product))
    if instead and shown:
        image = shown[0]
        before = image.file.name
        image.file.name = name
        image.save(update_fields=["file"])
    else:
        if len(shown) >= MOST_IMAGES:
            text = _("Maksimal %(count)d foto per produk.") % {"count": MOST_IMAGES}
            raise InvalidInput(text, fields={"image": [text]})
        before = None
        position = shown[-1].position + 1 if shown else 0
        image = ProductImage.objects.create(product=product, file=name, position=position)
    touch(product)
    audit.record(
        "products.image_stored",
        product,
        actor=actor,
        change=({"image": before} if before else None, {"image": name}),
    )
    return image
