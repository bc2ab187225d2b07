"""What a cell says, and what is wrong with it."""

import re
from dataclasses import dataclass

_NOISE = re.compile(r"[^a-z0-9]+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DIGITS = re.compile(r"\d{1,12}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where; the column is empty when it is about the whole line."""

    line: int
    column: str
    text: str


def heading_key(title: str) -> str:
    """Equal for headings that mean the same: neither case nor signs matter."""
    return _NOISE.sub("", title.casefold())


def whole_number(text: str) -> int:
    """`50000`, `50.000`, `50,000` or `Rp 50.000`. Raises ValueError for anything else."""
    bare = text.casefold().removeprefix("rp").strip().removeprefix(".").strip()
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[.,]", "", bare)
    if not (bare.isascii() and _DIGITS.fullmatch(bare)):
        raise ValueError(text)
    return int(bare)
