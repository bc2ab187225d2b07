"""Files that prove a transfer: which are taken. Pure: bytes in, a kind out.

What counts is the content, never the name or the type the sender gives.
"""

import hashlib
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.lazy import lazy

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = lazy("PIL.Image")

MOST_FILES: Final = 3
MOST_BYTES: Final = 5 * 1024 * 1024
MOST_PIXELS: Final = 50_000_000
PICTURES: Final = {"PNG": "image/png", "JPEG": "image/jpeg"}
PDF: Final = "application/pdf"
# A receipt has no use for what runs, starts or carries something.
_ACTIVE_PDF: Final = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")
_LONGEST_TITLE: Final = 150


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A file as it came in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CheckedProof:
    """A file that is what it looks like."""

    title: str
    content: bytes
    content_type: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def checked_proofs(files: Sequence[ProofFile], *, allows_pdf: bool = True) -> list[CheckedProof]:
    """Every file with its kind. Raises InvalidInput by field `transfer_proof` for the first bad one."""
    if len(files) > MOST_FILES:
        raise refusal(_("Paling banyak %(most)d bukti transfer.") % {"most": MOST_FILES})
    return [_checked(file, allows_pdf=allows_pdf) for file in files]


def _checked(file: ProofFile, *, allows_pdf: bool) -> CheckedProof:
    if not file.content:
        raise refusal(_("Berkas ini kosong."))
    if len(file.content) > MOST_BYTES:
        raise refusal(_("Bukti transfer maksimal %(most)d MB.") % {"most": MOST_BYTES // 1024**2})
    is_pdf = file.content.startswith(b"%PDF-")
    kind = _pdf(file.content) if is_pdf and allows_pdf else _picture(file.content, allows_pdf=allows_pdf)
    title = PurePath(file.name.replace("\\", "/")).name[-_LONGEST_TITLE:] or "bukti"
    return CheckedProof(title, file.content, kind)


def _pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        raise refusal(_("PDF ini rusak atau tidak lengkap."))
    if any(word in content for word in _ACTIVE_PDF):
        raise refusal(_("PDF ini berisi skrip atau lampiran. Kirim gambarnya saja."))
    return PDF


def _picture(content: bytes, *, allows_pdf: bool) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=tuple(PICTURES))
        if picture.width * picture.height > MOST_PIXELS:
            raise refusal(_("Gambar terlalu besar. Perkecil dulu, lalu unggah lagi."))
        picture.load()
        return PICTURES[picture.format or ""]
    except InvalidInput:
        raise
    except Exception as broken:  # Decoders fail in many ways on a made-up file; none is our error.
        text = (
            _("Bukti transfer harus PNG, JPG atau PDF.")
            if allows_pdf
            else _("Bukti transfer harus PNG atau JPG.")
        )
        raise refusal(text) from broken


def refusal(text: str) -> InvalidInput:
    return InvalidInput(text, fields={"transfer_proof": [text]})
