"""Take in a picture before its product exists."""

from products.models import LoosePicture
from products.services._picture_files import drop_picture, store_picture


def keep_loose_picture(partner_id: int, *, content: bytes) -> LoosePicture:
    """Store a picture for a day, within which `create_product` may take it over.

    Call it outside a transaction: files are written. Raises InvalidInput by field `image`.
    """
    name = store_picture(content)
    try:
        return LoosePicture.objects.create(partner_id=partner_id, file=name)
    except Exception:
        drop_picture(name)
        raise
