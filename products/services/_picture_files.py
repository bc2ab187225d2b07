"""Pictures as files in the storage; never inside a transaction, because the storage may be far away."""

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from komship.lib import clock
from products.pictures import SIDES, kept_sizes, sized


def store_picture(content: bytes) -> str:
    """Write every size of a checked picture; returns the name of the largest.

    Names are random and never used again, so browsers may keep what they loaded for ever.
    Raises InvalidInput by field `image`.
    """
    kept = kept_sizes(content)
    name = f"products/{clock.today():%Y/%m}/{uuid.uuid4().hex}.jpg"
    # The largest last: a name that is handed on has all its sizes.
    for size in reversed(SIDES):
        default_storage.save(sized(name, size), ContentFile(kept[size]))
    return name


def drop_picture(name: str) -> None:
    """Remove all sizes; doing it again is no error."""
    for size in SIDES:
        default_storage.delete(sized(name, size))
