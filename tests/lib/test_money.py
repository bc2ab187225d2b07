import pytest
from hypothesis import given
from hypothesis import strategies as st

from komship.lib.money import (
    divide_half_up,
    gross_up,
    percent_number,
    percent_text,
    rupiah,
    rupiah_in_text,
    share_bp,
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(5, 10, 1), (4, 10, 0), (15, 10, 2), (-5, 10, -1), (-4, 10, 0), (0, 7, 0)],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, expected: int) -> None:
    assert divide_half_up(numerator, denominator) == expected


def test_the_contract_example() -> None:
    assert share_bp(114_000, 280) == 3192
    assert share_bp(14_000, 2500) == 3500


def test_a_denominator_must_be_positive() -> None:
    with pytest.raises(ValueError, match="positive"):
        divide_half_up(1, 0)


@given(target=st.integers(0, 10**9), rate=st.integers(0, 9999))
def test_gross_up_is_the_smallest_amount_that_leaves_the_target(target: int, rate: int) -> None:
    amount = gross_up(target, rate)
    assert amount * (10_000 - rate) >= target * 10_000
    assert amount == 0 or (amount - 1) * (10_000 - rate) < target * 10_000


def test_gross_up_refuses_a_whole_share() -> None:
    with pytest.raises(ValueError, match="below"):
        gross_up(1, 10_000)


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "Rp 0"), (12_345, "Rp 12.345"), (-1_000_000, "-Rp 1.000.000")]
)
def test_rupiah_text(amount: int, text: str) -> None:
    assert rupiah(amount) == text
    assert rupiah_in_text(amount) == text.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("rate", "text", "number"), [(280, "2,8 %", 2.8), (2500, "25 %", 25), (1, "0,01 %", 0.01)]
)
def test_percentages(rate: int, text: str, number: float) -> None:
    assert percent_text(rate) == text
    assert percent_number(rate) == number
