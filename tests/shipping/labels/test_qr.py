from typing import Any

import pytest
from reportlab.graphics.barcode import qrencoder

from shipping.labels.qr import SIZE, CannotEncode, qr_runs


def ours(text: str) -> list[list[bool]]:
    grid = [[False] * SIZE for _ in range(SIZE)]
    for column, row, length in qr_runs(text):
        grid[row][column : column + length] = [True] * length
    return grid


def theirs(text: str) -> list[list[bool]]:
    """The same code by an encoder of somebody else."""
    code = qrencoder.QRCode(1, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QRNumber(text) if text.isdigit() else qrencoder.QRAlphaNum(text))
    code.makeImpl(False, 0)
    dark: Any = code.isDark
    return [[bool(dark(row, column)) for column in range(SIZE)] for row in range(SIZE)]


@pytest.mark.parametrize(
    "text",
    ["0109401600067399", "010116240120789", "1", "12", "9" * 34, "JT12345678", "KOM-123.A/Z 99:", "A" * 20],
)
def test_modules(text: str) -> None:
    assert ours(text) == theirs(text)


@pytest.mark.parametrize("text", ["", "9" * 35, "A" * 21, "lower", "é", "٣"])
def test_what_does_not_fit(text: str) -> None:
    with pytest.raises(CannotEncode):
        qr_runs(text)
