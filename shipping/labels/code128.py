"""Code 128 bars (ISO/IEC 15417): pairs of digits in set C, everything else in set B."""

from functools import lru_cache

# Widths of bar, space, bar, ... for the values 0 to 105; value 106 is the stop with a seventh element.
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132"
    " 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212"
    " 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311"
    " 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321"
    " 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214"
    " 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212"
    " 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113"
    " 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()
_START_B, _START_C, _STOP = 104, 105, 106
_TO_B, _TO_C = 100, 99

Bar = tuple[int, int]  # offset, width, in modules


class CannotEncode(ValueError):
    """A character that is not printable ASCII, or no text at all."""


@lru_cache(maxsize=4096)
def code128_bars(text: str) -> tuple[tuple[Bar, ...], int]:
    """Dark bars and the total width in modules, quiet zones not included."""
    values = _values(text)
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], start=1))) % 103
    bars: list[Bar] = []
    offset = 0
    for pattern in (_WIDTHS[value] for value in (*values, check, _STOP)):
        for place, width in enumerate(map(int, pattern)):
            if place % 2 == 0:
                bars.append((offset, width))
            offset += width
    return tuple(bars), offset


def _values(text: str) -> list[int]:
    if not text or not all(" " <= c <= "~" for c in text):
        raise CannotEncode(text)
    values: list[int] = []
    in_c = False
    place = 0
    while place < len(text):
        digits = _digits_from(text, place)
        # Switching costs a symbol: it pays from four digits, or for two when nothing else is there.
        use_c = digits >= 2 if in_c or digits == len(text) == 2 else digits >= 4
        # An odd digit stands best in front of a run, except at the very beginning.
        use_c = use_c and (in_c or not values or digits % 2 == 0)
        if use_c != in_c or not values:
            values.append((_TO_C if use_c else _TO_B) if values else (_START_C if use_c else _START_B))
            in_c = use_c
        if use_c:
            values.append(int(text[place : place + 2]))
            place += 2
        else:
            values.append(ord(text[place]) - 32)
            place += 1
    return values


def _digits_from(text: str, place: int) -> int:
    end = place
    while end < len(text) and text[end].isdigit():
        end += 1
    return end - place
