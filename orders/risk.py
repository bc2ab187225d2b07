"""How likely a parcel comes back, and when that may be said at all. Pure; shares are basis points."""

from enum import StrEnum

from komship.lib.money import BASIS_POINTS, divide_half_up

# Below this many ended parcels one more return would change the picture, so no percentage is shown.
FEWEST_PARCELS = 10
# How far back a courier's record at a place counts; older habits say little about today's drivers.
INSIGHT_MONTHS = 5


class Level(StrEnum):
    """From harmless to alarming, in the words of neither language."""

    BEST = "best"
    GOOD = "good"
    NORMAL = "normal"
    BAD = "bad"
    WORST = "worst"


# Upper ends, included: how clients colour the share of parcels that come back from a place.
_PLACE_LEVELS = ((200, Level.BEST), (500, Level.GOOD), (1_500, Level.NORMAL), (2_500, Level.BAD))
_BUYER_GOOD_BELOW_BP = 1_000
_BUYER_BAD_ABOVE_BP = 5_000


def share_of(part: int, whole: int) -> int:
    """`part` of `whole` in basis points, rounded half-up; 0 of nothing."""
    return divide_half_up(part * BASIS_POINTS, whole) if whole else 0


def place_level(returned_bp: int) -> Level:
    """How a courier does at a place."""
    return next((level for upto, level in _PLACE_LEVELS if returned_bp <= upto), Level.WORST)


def buyer_level(returned_bp: int) -> Level:
    """How a buyer did so far: below 10 % good, above half bad."""
    if returned_bp < _BUYER_GOOD_BELOW_BP:
        return Level.GOOD
    return Level.BAD if returned_bp > _BUYER_BAD_ABOVE_BP else Level.NORMAL
