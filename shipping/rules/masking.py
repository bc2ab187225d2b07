"""What strangers may read of a parcel: enough to recognise one's own, not enough to find a person."""

import re

_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){5,}")


def masked_name(name: str) -> str:
    """`Siti Maryam` becomes `S*** M***`; how long the words are is not told."""
    return " ".join(f"{word[0].upper()}***" for word in name.split()[:3])


def without_numbers(text: str) -> str:
    """The text without what could be a phone number."""
    return _LONG_NUMBER.sub("***", text)
