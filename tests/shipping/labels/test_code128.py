from typing import Any

import pytest
from reportlab.graphics.barcode.code128 import Code128

from shipping.labels.code128 import CannotEncode, code128_bars


def theirs(text: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """The same bars by an encoder of somebody else; capitals are bars there."""
    code: Any = Code128(text, quiet=0, barWidth=1)
    code.validate()
    code.encode()
    code.decompose()
    bars, offset = [], 0
    for letter in code.decomposed:
        width = ord(letter.lower()) - 96
        if letter.isupper():
            bars.append((offset, width))
        offset += width
    return tuple(bars), offset


@pytest.mark.parametrize("text", ["0109401600067399", "12", "123", "A", "JT12345678901", "ab 99~1234567"])
def test_bars(text: str) -> None:
    assert code128_bars(text) == theirs(text)


@pytest.mark.parametrize("text", ["010116240120789", "AB1234CD", "1A", "12345A", "A12345"])
def test_is_never_wider_than_the_other_encoder(text: str) -> None:
    bars, width = code128_bars(text)

    assert width <= theirs(text)[1]
    assert bars[-1] == (width - 2, 2), "the stop pattern"


@pytest.mark.parametrize("text", ["", "é", "\n"])
def test_what_cannot_be_said(text: str) -> None:
    with pytest.raises(CannotEncode):
        code128_bars(text)
