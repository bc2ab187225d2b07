"""Will a courier find the door? Pure guesses at an address line; the seller decides."""

import re

from django.utils.translation import gettext as _

SHORT = 25
_NUMBER = re.compile(r"\d")
# What people write when a house has no number: a landmark, or a row of houses.
_LANDMARK = re.compile(
    r"\b(dekat|depan|samping|sebelah|belakang|seberang|sekitar|masjid|mesjid|musholla|gereja|sekolah|"
    r"toko|warung|ruko|pasar|kantor|balai|komplek|perum|apartemen|kost?|pondok|dusun|kampung)\b",
    re.IGNORECASE,
)


def address_doubts(address_line: str) -> list[str]:
    """What is probably missing, in words; none for an address that looks whole or is still empty."""
    text = " ".join(address_line.split())
    if not text:
        return []
    doubts = []
    if not _NUMBER.search(text) and not _LANDMARK.search(text):
        doubts.append(_("belum ada nomor rumah, RT/RW, atau patokan"))
    if len(text) < SHORT:
        doubts.append(_("terlalu singkat"))
    return doubts
