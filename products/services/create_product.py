"""Add a product to the catalogue."""

from django.utils.translation import gettext as _

from accounts.services import complete_mission
from accounts.states import Mission
from komship.core import audit
from komship.lib import clock
from komship.lib.errors import InvalidInput
from products.models import LoosePicture, Product
from products.rules import ProductDraft, checked_draft
from products.services._option_tree import replace_tree
from products.services._own_stock import set_own_stock
from products.services._store import audited, fill, unique_names
from products.services.add_product_image import attach_picture


def create_product(
    partner_id: int,
    *,
    draft: ProductDraft,
    picture_id: int | None = None,
    actor: audit.Actor | None = None,
) -> Product:
    """Store a product with its options, prices and pieces (which go to the default warehouse).

    `picture_id` takes over a loose picture of the partner's. Raises InvalidInput with messages by
    field (values, name or SKU taken, picture gone) or NoWarehouse.
    """
    cleaned = checked_draft(draft)
    with unique_names():
        now = clock.now()
        product = Product(partner_id=partner_id, created_at=now, updated_at=now)
        fill(product, cleaned)
        product.save(force_insert=True)
        tree = replace_tree(product, cleaned, now=now)
        set_own_stock(partner_id, tree.wanted)
        if picture_id is not None:
            attach_picture(product, _taken_over(partner_id, picture_id), actor=actor)
        complete_mission(partner_id, Mission.PRODUCT)
        audit.record(
            "products.created",
            product,
            actor=actor,
            change=(None, audited(cleaned)),
        )
    return product


def _taken_over(partner_id: int, picture_id: int) -> str:
    """Name of a loose picture's file; the picture is loose no more."""
    picture = LoosePicture.objects.for_partner(partner_id).select_for_update().filter(pk=picture_id).first()
    if picture is None:
        text = _("Foto ini sudah tidak ada. Unggah lagi.")
        raise InvalidInput(text, fields={"image": [text]})
    name = picture.file
    picture.delete()
    return name
