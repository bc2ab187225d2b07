"""Pictures of products: which are taken, and in which sizes they are kept. Pure: bytes in, bytes out.

What counts is the content, never the name or the type the sender gives. Every picture is drawn
anew as JPEG, so nothing else a file may carry (places, scripts, a second format) is ever served.
"""

import io
import warnings
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.lazy import lazy

if TYPE_CHECKING:
    import PIL
    from PIL import Image, ImageOps
else:
    PIL, Image, ImageOps = lazy("PIL"), lazy("PIL.Image"), lazy("PIL.ImageOps")

# What the existing clients check before they send.
MOST_BYTES: Final = 2 * 1024 * 1024
LEAST_SIDE: Final = 300
# A small file can unfold into gigabytes; no phone's camera needs more than this.
MOST_PIXELS: Final = 50_000_000
FORMATS: Final = ("JPEG", "PNG")
QUALITY: Final = 82

LARGE, MEDIUM, THUMB = "", "-600", "-160"
# The longest side of each size, by what its name ends in.
SIDES: Final = {LARGE: 1200, MEDIUM: 600, THUMB: 160}
ENDING: Final = ".jpg"


def sized(name: str, size: str) -> str:
    """Name or address of the same picture in another size."""
    return f"{name.removesuffix(ENDING)}{size}{ENDING}" if name.endswith(ENDING) else name


def kept_sizes(content: bytes, *, most_bytes: int = MOST_BYTES) -> dict[str, bytes]:
    """The picture in every size, as JPEG. Raises InvalidInput by field `image`."""
    if len(content) > most_bytes:
        raise _refusal(_("Ukuran foto maksimal %(most)d MB.") % {"most": most_bytes // 1024**2})
    picture = _upright(content)
    if min(picture.size) < LEAST_SIDE:
        raise _refusal(_("Foto minimal %(side)d x %(side)d piksel.") % {"side": LEAST_SIDE})
    # From large to small, each from the one before: the camera's full size is scaled only once.
    kept = {}
    for size, side in SIDES.items():
        picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        kept[size] = _jpeg(picture)
    return kept


def _upright(content: bytes) -> "Image.Image":
    """The decoded picture, turned as its camera was held, on white where it is transparent."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise _refusal(_("Foto terlalu besar. Perkecil dulu, lalu unggah lagi."))
        picture.draft("RGB", (SIDES[LARGE], SIDES[LARGE]))
        picture.load()
        return _on_white(ImageOps.exif_transpose(picture))
    except InvalidInput:
        raise
    except PIL.UnidentifiedImageError as unknown:
        raise _refusal(_("Foto harus berformat JPG atau PNG.")) from unknown
    except Exception as broken:  # Decoders fail in many ways on a made-up file; none is our error.
        raise _refusal(_("Foto rusak atau tidak lengkap.")) from broken


def _on_white(picture: "Image.Image") -> "Image.Image":
    if "A" in picture.getbands() or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")


def _jpeg(picture: "Image.Image") -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _refusal(text: str) -> InvalidInput:
    return InvalidInput(text, fields={"image": [text]})
