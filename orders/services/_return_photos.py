"""Photos of unpacked returns as files; never inside a transaction, the storage may be far away."""

import uuid
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from komship.lib import clock
from komship.lib.errors import InvalidInput
from products.pictures import LARGE, THUMB, kept_sizes, sized

MOST_PHOTOS = 4
# As the camera made them: nobody shrinks evidence first.
MOST_BYTES = 8 * 1024 * 1024
_KEPT = (THUMB, LARGE)


def store_photos(contents: Sequence[bytes]) -> list[str]:
    """Check every photo by its content, then write them; returns their names.

    Raises InvalidInput by field `photos`.
    """
    if len(contents) > MOST_PHOTOS:
        text = _("Maksimal %(count)d foto.") % {"count": MOST_PHOTOS}
        raise InvalidInput(text, fields={"photos": [text]})
    try:
        pictures = [kept_sizes(content, most_bytes=MOST_BYTES) for content in contents]
    except InvalidInput as refused:
        raise InvalidInput(refused.message, fields={"photos": [refused.message]}) from refused
    names: list[str] = []
    for picture in pictures:
        name = f"returns/{clock.today():%Y/%m}/{uuid.uuid4().hex}.jpg"
        names.append(name)
        for size in _KEPT:
            default_storage.save(sized(name, size), ContentFile(picture[size]))
    return names


def drop_photos(names: Sequence[str]) -> None:
    """Remove photos nobody refers to; doing it again is no error."""
    for name in names:
        for size in _KEPT:
            default_storage.delete(sized(name, size))
