import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipping.rules.weight import billed_kg, chargeable_g, volumetric_g, whole_kg


@pytest.mark.parametrize(
    ("weight_g", "kilograms"),
    [(0, 1), (200, 1), (1000, 1), (1299, 1), (1300, 1), (1301, 2), (2300, 2), (2301, 3), (999_301, 1000)],
)
def test_jne_drops_an_excess_of_up_to_300_grams(weight_g: int, kilograms: int) -> None:
    assert whole_kg(weight_g, round_up_from_g=300) == kilograms


@pytest.mark.parametrize(("weight_g", "kilograms"), [(1, 1), (1000, 1), (1001, 2), (1300, 2)])
def test_zero_is_a_plain_ceiling(weight_g: int, kilograms: int) -> None:
    assert whole_kg(weight_g, round_up_from_g=0) == kilograms


def test_big_light_box_is_billed_by_its_size() -> None:
    assert volumetric_g((30, 30, 30), divisor=6000) == 4500
    assert volumetric_g((10, 10, 10), divisor=6000) == 167
    assert chargeable_g(500, size_cm=(30, 30, 30), divisor=6000) == 4500
    assert billed_kg(500, size_cm=(30, 30, 30), divisor=6000, round_up_from_g=300) == 5
    assert billed_kg(500, size_cm=(30, 30, 30), divisor=5000, round_up_from_g=300) == 6
    assert billed_kg(9_000, size_cm=(30, 30, 30), divisor=6000, round_up_from_g=300) == 9


def test_divisor_must_make_sense() -> None:
    with pytest.raises(ValueError, match="divisor"):
        volumetric_g((1, 1, 1), divisor=0)


@given(weight_g=st.integers(0, 10**6), size=st.tuples(*[st.integers(0, 300)] * 3))
def test_more_weight_never_costs_less(weight_g: int, size: tuple[int, int, int]) -> None:
    less = billed_kg(weight_g, size_cm=size, divisor=6000, round_up_from_g=300)
    more = billed_kg(weight_g + 1, size_cm=size, divisor=6000, round_up_from_g=300)
    assert 1 <= less <= more <= less + 1
