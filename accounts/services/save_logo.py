import io
import uuid
import warnings
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.core.audit import Actor, record
from komship.lib.errors import InvalidInput
from komship.lib.lazy import lazy

if TYPE_CHECKING:
    import PIL
    from PIL import Image, ImageOps
else:
    PIL, Image, ImageOps = lazy("PIL"), lazy("PIL.Image"), lazy("PIL.ImageOps")

MOST_BYTES = 2 * 1024 * 1024
LONGEST_SIDE = 512
_MOST_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")


def save_logo(partner_id: int, content: bytes, *, actor: Actor | None = None) -> str:
    """Store a partner's logo, drawn anew as JPEG so that nothing else a file carries is served.

    Returns its address. Files may lie far away, so never inside a transaction. Raises InvalidInput
    (`business_logo`) for what is no picture or too big.
    """
    drawn = _drawn(content)
    name = default_storage.save(f"logos/{partner_id}/{uuid.uuid4().hex}.jpg", ContentFile(drawn))
    url = default_storage.url(name)
    if url.startswith("/"):
        url = f"{settings.PUBLIC_URL}{url}"
    partner = Partner.objects.get(pk=partner_id)
    Partner.objects.filter(pk=partner_id).update(business_logo_url=url)
    record("partner.logo_saved", partner, actor=actor)
    _drop(partner.business_logo_url, partner_id)
    return url


def check_logo(content: bytes) -> None:
    """Raises InvalidInput (`business_logo`) for what `save_logo` would not take."""
    _drawn(content)


def _drawn(content: bytes) -> bytes:
    if len(content) > MOST_BYTES:
        raise _refusal(_("Ukuran logo maksimal 2 MB."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > _MOST_PIXELS:
            raise _refusal(_("Logo terlalu besar."))
        turned = ImageOps.exif_transpose(picture).convert("RGBA")
    except (
        PIL.UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise _refusal(_("Logo harus berupa gambar JPG, PNG atau WEBP.")) from error
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    white = Image.new("RGB", turned.size, "white")
    white.paste(turned, mask=turned.getchannel("A"))
    out = io.BytesIO()
    white.save(out, "JPEG", quality=88)
    return out.getvalue()


def _drop(url: str, partner_id: int) -> None:
    """Remove the logo before this one, if it was ours."""
    _before, found, file = url.rpartition(f"logos/{partner_id}/")
    if found:
        default_storage.delete(f"logos/{partner_id}/{file}")


def _refusal(text: str) -> InvalidInput:
    return InvalidInput(text, fields={"business_logo": [text]})
