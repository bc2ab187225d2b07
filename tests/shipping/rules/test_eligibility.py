from typing import Any

import pytest

from shipping.rules.eligibility import ServiceFacts, kilograms, why_missing
from shipping.rules.quoting import Missing


def facts(**changes: Any) -> ServiceFacts:
    values: dict[str, Any] = {"courier_name": "JNE", "is_open": True}
    return ServiceFacts(**values | changes)


def missing(weight_g: int = 1_000, *, is_cod: bool = False, **changes: Any) -> Missing | None:
    refusal = why_missing(facts(**changes), weight_g=weight_g, is_cod=is_cod)
    return refusal[0] if refusal else None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"is_open": False}, Missing.CLOSED),
        ({"is_switched_on": False}, Missing.SWITCHED_OFF),
        ({"has_window": False}, Missing.NO_WINDOW),
        ({"min_weight_g": 1_001}, Missing.TOO_LIGHT),
        ({"min_weight_g": 1_000}, None),
        ({"max_weight_g": 999}, Missing.TOO_HEAVY),
        ({"max_weight_g": 1_000}, None),
        ({"takes_cod": False}, None),
        ({"takes_non_cod": False}, Missing.ONLY_COD),
        ({"is_cod": True, "takes_non_cod": False}, None),
        ({"takes_non_cod": False, "is_switched_on": False}, Missing.SWITCHED_OFF),
        ({"is_no_cod_area": True}, None),
        ({"is_cod": True, "takes_cod": False}, Missing.NO_COD),
        ({"is_cod": True, "is_no_cod_area": True}, Missing.NO_COD),
        ({"is_open": False, "is_switched_on": False}, Missing.CLOSED),
    ],
)
def test_first_reason_that_counts(changes: dict[str, Any], code: Missing | None) -> None:
    assert missing(**changes) == code


def test_closed_courier_speaks_for_itself() -> None:
    assert why_missing(facts(is_open=False, closed_reason="Libur."), weight_g=1, is_cod=False) == (
        Missing.CLOSED,
        "Libur.",
    )


@pytest.mark.parametrize(("weight_g", "text"), [(10_000, "10 kg"), (5_001, "5,001 kg"), (1_300, "1,3 kg")])
def test_kilograms(weight_g: int, text: str) -> None:
    assert kilograms(weight_g) == text
