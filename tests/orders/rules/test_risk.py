import pytest

from orders.risk import Level, buyer_level, place_level, share_of


@pytest.mark.parametrize(
    ("share_bp", "level"),
    [
        (0, Level.BEST),
        (200, Level.BEST),
        (201, Level.GOOD),
        (500, Level.GOOD),
        (501, Level.NORMAL),
        (1_500, Level.NORMAL),
        (1_501, Level.BAD),
        (2_500, Level.BAD),
        (2_501, Level.WORST),
        (10_000, Level.WORST),
    ],
)
def test_places_by_the_share_that_comes_back(share_bp: int, level: Level) -> None:
    assert place_level(share_bp) == level


@pytest.mark.parametrize(
    ("share_bp", "level"),
    [(999, Level.GOOD), (1_000, Level.NORMAL), (5_000, Level.NORMAL), (5_001, Level.BAD)],
)
def test_buyers_by_the_share_they_sent_back(share_bp: int, level: Level) -> None:
    assert buyer_level(share_bp) == level


def test_shares_are_rounded_half_up_and_nothing_of_nothing() -> None:
    assert share_of(1, 3) == 3_333
    assert share_of(2, 3) == 6_667
    assert share_of(1, 1) == 10_000
    assert share_of(0, 0) == 0
