"""Code 128 bars (ISO/IEC 15417): pairs of digits in set C, everything else in set B."""

from functools import lru_cache

# Widths of bar, space, bar, ... in sixes for the values 0 to 105; the stop (106) has a seventh.
_PATTERNS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
_WIDTHS = [*(_PATTERNS[i : i + 6] for i in range(0, len(_PATTERNS), 6)), "2331112"]
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
