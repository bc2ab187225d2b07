"""Indonesian phone numbers: stored as 62 and digits, shown as people write them."""

import re

from komship.lib.errors import InvalidInput

_SEPARATORS = re.compile(r"[\s().\-\u2010-\u2015\u00a0]+")
_STORED = re.compile(r"62[1-9]\d{7,11}")


class InvalidPhone(InvalidInput):
    code = "invalid_phone"


def normalize_phone(raw: str) -> str:
    """Any usual spelling (`0812-…`, `+62 812…`, `812…`) as `62812…`.

    Raises InvalidPhone for anything that is not 8 to 12 national digits: couriers refuse
    other lengths, and cutting digits would send the parcel's notices to a stranger.
    """
    text = _SEPARATORS.sub("", raw).removeprefix("+")
    if not text.isascii() or not text.isdigit():
        raise InvalidPhone("Nomor telepon hanya boleh berisi angka.")
    if text.startswith("620"):
        text = "62" + text[3:]
    elif text.startswith("0"):
        text = "62" + text[1:]
    elif not text.startswith("62"):
        text = "62" + text
    if not _STORED.fullmatch(text):
        raise InvalidPhone("Nomor telepon harus 9 sampai 13 angka, misalnya 081234567890.")
    return text


def national_phone(stored: str) -> str:
    """`62812…` without its country code: `812…`."""
    return stored.removeprefix("62")


def local_phone(stored: str) -> str:
    """`62812…` as people dial it at home: `0812…`."""
    return "0" + national_phone(stored) if stored else ""


def mask_phone(stored: str) -> str:
    """Only the beginning and the last three digits, for labels and public pages."""
    shown = local_phone(stored)
    return shown if len(shown) < 8 else shown[:4] + "*" * (len(shown) - 7) + shown[-3:]
