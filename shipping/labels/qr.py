"""QR codes for airway bills: version 1 (21 x 21), error correction M, made in well under a millisecond.

ISO/IEC 18004. Digits (up to 34) go in numeric, capitals and digits (up to 20) in alphanumeric mode,
which is all an airway bill needs; the mask is fixed, because readers accept any of the eight.
"""

import re
from functools import lru_cache

SIZE = 21
_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DATA_BYTES, _CHECK_BYTES = 16, 10
_MOST_DIGITS, _MOST_CHARACTERS = 34, 20
# Level M with mask 0, protected and XORed as the standard prints it.
_FORMAT = 0b101010000010010
_DARK = re.compile("1+")

Run = tuple[int, int, int]  # column, row (from the top), length


class CannotEncode(ValueError):
    """Too long, or a character outside 0-9 A-Z and a few signs."""


@lru_cache(maxsize=4096)
def qr_runs(text: str) -> tuple[Run, ...]:
    """Horizontal runs of dark modules; the quiet zone of four modules is the caller's business."""
    picture = _template()
    # Every step from a data byte to its modules is linear, so a code is a sum (XOR) of pictures.
    for place, byte in enumerate(_data_codewords(text)):
        picture ^= _picture_of(place, byte)
    cells = f"{picture:0{SIZE * SIZE}b}"
    return tuple(
        (run.start(), row, run.end() - run.start())
        for row in range(SIZE)
        for run in _DARK.finditer(cells[row * SIZE : (row + 1) * SIZE])
    )


def _bit_at(column: int, row: int) -> int:
    """A module as a bit of the whole picture, the top left one first."""
    return 1 << (SIZE * SIZE - 1 - row * SIZE - column)


@lru_cache(maxsize=_DATA_BYTES * 256)
def _picture_of(place: int, byte: int) -> int:
    """The modules that one data byte turns over, its share of the check bytes included."""
    data = [0] * _DATA_BYTES
    data[place] = byte
    codewords = data + _check_codewords(data)
    bits = [(word >> shift) & 1 for word in codewords for shift in range(7, -1, -1)]
    return sum(_bit_at(column, row) for (column, row), bit in zip(_data_path(), bits, strict=True) if bit)


def _data_codewords(text: str) -> list[int]:
    bits = _numeric_bits(text) if text.isascii() and text.isdigit() else _alphanumeric_bits(text)
    capacity = _DATA_BYTES * 8
    bits += "0" * min(4, capacity - len(bits))
    bits += "0" * (-len(bits) % 8)
    data = [int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)]
    while len(data) < _DATA_BYTES:
        data.append(0xEC if len(data) % 2 == (len(bits) // 8) % 2 else 0x11)
    return data


def _numeric_bits(text: str) -> str:
    if len(text) > _MOST_DIGITS:
        raise CannotEncode(text)
    groups = [text[i : i + 3] for i in range(0, len(text), 3)]
    widths = {3: 10, 2: 7, 1: 4}
    return f"0001{len(text):010b}" + "".join(f"{int(g):0{widths[len(g)]}b}" for g in groups)


def _alphanumeric_bits(text: str) -> str:
    if not text or len(text) > _MOST_CHARACTERS or any(c not in _ALPHANUMERIC for c in text):
        raise CannotEncode(text)
    values = [_ALPHANUMERIC.index(c) for c in text]
    pairs = [values[i : i + 2] for i in range(0, len(values), 2)]
    return f"0010{len(text):09b}" + "".join(
        f"{pair[0] * 45 + pair[1]:011b}" if len(pair) == 2 else f"{pair[0]:06b}" for pair in pairs
    )


@lru_cache(maxsize=1)
def _field() -> tuple[list[int], list[int]]:
    """Powers and logarithms of GF(256) with the polynomial 0x11D."""
    power, log, value = [0] * 512, [0] * 256, 1
    for exponent in range(255):
        power[exponent] = power[exponent + 255] = value
        log[value] = exponent
        value = (value << 1) ^ (0x11D if value & 0x80 else 0)
    return power, log


@lru_cache(maxsize=1)
def _generator() -> list[int]:
    """(x - a^0)(x - a^1)...(x - a^9), without its leading one, as exponents."""
    power, log = _field()
    poly = [1]
    for root in range(_CHECK_BYTES):
        shifted = [*poly, 0]
        for i, term in enumerate(poly):
            shifted[i + 1] ^= power[(log[term] + root) % 255]
        poly = shifted
    return [log[term] for term in poly[1:]]


def _check_codewords(data: list[int]) -> list[int]:
    """Reed-Solomon remainder of the data."""
    power, log = _field()
    rest = data + [0] * _CHECK_BYTES
    for i in range(len(data)):
        lead = rest[i]
        if lead:
            for j, exponent in enumerate(_generator(), start=i + 1):
                rest[j] ^= power[log[lead] + exponent]
    return rest[len(data) :]


@lru_cache(maxsize=1)
def _template() -> int:
    """Finders, timing, format bits, and the mask of a code without data."""
    grid = [[0] * SIZE for _ in range(SIZE)]
    for left, top in ((0, 0), (SIZE - 7, 0), (0, SIZE - 7)):
        for i in range(7):
            for j in range(7):
                grid[top + i][left + j] = int(max(abs(i - 3), abs(j - 3)) != 2)
    for i in range(8, SIZE - 8):
        grid[6][i] = grid[i][6] = (i + 1) % 2
    grid[SIZE - 8][8] = 1
    for number, places in enumerate(_format_places()):
        for column, row in places:
            grid[row][column] = (_FORMAT >> (14 - number)) & 1
    for column, row in _data_path():
        grid[row][column] = int((row + column) % 2 == 0)
    return sum(_bit_at(c, r) for r in range(SIZE) for c in range(SIZE) if grid[r][c])


def _format_places() -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where each format bit stands, (column, row) twice, most significant bit first."""
    beside = [(i, 8) for i in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, i) for i in (7, 5, 4, 3, 2, 1, 0)]
    apart = [(8, SIZE - 1 - i) for i in range(7)] + [(SIZE - 8 + i, 8) for i in range(8)]
    return list(zip(beside, apart, strict=True))


@lru_cache(maxsize=1)
def _data_path() -> tuple[tuple[int, int], ...]:
    """Data modules in the order of the standard: two columns at a time, upwards and downwards in turn."""
    path: list[tuple[int, int]] = []
    upwards = True
    for right in (20, 18, 16, 14, 12, 10, 8, 5, 3, 1):
        rows = range(SIZE - 1, -1, -1) if upwards else range(SIZE)
        path += [(c, r) for r in rows for c in (right, right - 1) if not _is_function(c, r)]
        upwards = not upwards
    return tuple(path)


def _is_function(column: int, row: int) -> bool:
    near_left, near_top = column <= 8, row <= 8
    corner = (near_left and near_top) or (near_left and row >= SIZE - 8) or (near_top and column >= SIZE - 8)
    return corner or column == 6 or row == 6
