"""Text that survives courier systems: plain ASCII, counted in bytes, cut at words."""

import re
import unicodedata

_REPLACED = str.maketrans(
    {
        # Couriers store these HTML-escaped and cut afterwards: one apostrophe would cost five bytes.
        "'": "`",
        "’": "`",
        "‘": "`",
        '"': "`",
        "“": "`",
        "”": "`",
        "&": "+",
        "<": "(",
        ">": ")",
        "–": "-",
        "—": "-",
        "…": "...",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
    }
)
_BLANKS = re.compile(r"\s+")


class DoesNotFit(ValueError):
    """The text needs more lines than the courier offers."""


def fold_spaces(text: str) -> str:
    """One blank between words, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def ascii_safe(text: str) -> str:
    """Transliterated printable ASCII; what has no Latin form (emoji, other scripts) is dropped."""
    plain = unicodedata.normalize("NFKD", text.translate(_REPLACED)).translate(_REPLACED)
    kept = "".join(c if " " <= c <= "~" else " " if c.isspace() else "" for c in plain)
    return fold_spaces(kept)


def cut_bytes(text: str, limit: int) -> str:
    """The longest beginning of `limit` UTF-8 bytes that ends at a whole character."""
    return text.encode()[:limit].decode(errors="ignore").rstrip()


def split_lines(text: str, *, width: int, lines: int) -> list[str]:
    """Words laid into at most `lines` lines of `width` bytes each.

    A single word longer than a line is broken. Raises DoesNotFit when words are left over, because
    an address that is cut silently sends the parcel to the wrong door.
    """
    out: list[str] = []
    for word in fold_spaces(text).split(" "):
        rest = word
        while rest:
            room = width - len(out[-1].encode()) - 1 if out else -1
            if len(rest.encode()) <= room:
                out[-1] += " " + rest
                break
            piece = cut_bytes(rest, width)
            out.append(piece)
            rest = rest[len(piece) :]
    if len(out) > lines:
        raise DoesNotFit(f"{len(text.encode())} bytes do not fit {lines} lines of {width}")
    return out
