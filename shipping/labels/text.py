"""Text for the built-in PDF fonts: what they lack is transliterated, lines are broken at words."""

import unicodedata
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth

from komship.lib.text import fold_spaces

ELLIPSIS = "..."


def printable(text: str) -> str:
    """Characters the fonts have stay as they are; others lose their accents, or go (emoji)."""
    folded = fold_spaces(text)
    return folded if folded.isascii() else fold_spaces("".join(map(_printable_character, folded)))


@lru_cache(maxsize=2048)
def _printable_character(character: str) -> str:
    if _is_in_font(character):
        return character
    plain = unicodedata.normalize("NFKD", character)
    return "".join(c for c in plain if _is_in_font(c))


def _is_in_font(character: str) -> bool:
    try:
        return character.encode("cp1252") >= b" "
    except UnicodeEncodeError:
        return False


def width_of(text: str, font: str, size: float) -> float:
    """Width in points. Characters are looked up once: the library measures whole strings slowly."""
    return size * sum([_character_width(character, font) for character in text])


@lru_cache(maxsize=1024)
def _character_width(character: str, font: str) -> float:
    return float(stringWidth(character, font, 1000)) / 1000


def fit_line(text: str, font: str, size: float, width: float) -> str:
    """The text, or as much of it as fits the width, with dots at the end."""
    if width_of(text, font, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS, font, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap(text: str, font: str, size: float, *, width: float, lines: int) -> list[str]:
    """Words laid into lines of a width in points; what is left over after the last one becomes dots."""
    out: list[str] = []
    words = text.split(" ") if text else []
    while words and len(out) < lines:
        if len(out) == lines - 1:
            out.append(fit_line(" ".join(words), font, size, width))
            break
        count = _words_that_fit(words, font, size, width)
        out.append(fit_line(" ".join(words[:count]), font, size, width))
        words = words[count:]
    return out


def _words_that_fit(words: list[str], font: str, size: float, width: float) -> int:
    """At least one: a word longer than the line is cut by the caller."""
    used = width_of(words[0], font, size)
    space = width_of(" ", font, size)
    for count, word in enumerate(words[1:], start=1):
        used += space + width_of(word, font, size)
        if used > width:
            return count
    return len(words)
