from typing import Any

import pytest

from accounts.models import Partner
from finance.states import PaymentMethod
from finance.terms import ParcelTerms
from tests.factories.finance import cod_terms, transfer_terms

SITI = Partner(pk=1)


def test_the_worked_example() -> None:
    terms = cod_terms(SITI)

    assert (terms.cod_fee_rp, terms.cod_fee_vat_rp, terms.cashback_rp, terms.net_rp) == (
        3_192,
        316,
        3_500,
        100_308,
    )
    assert (terms.shipping_net_rp, terms.hold_rp, terms.return_charge_rp) == (10_500, 0, 10_500)


def test_a_transfer_holds_shipping_and_returns_cost_the_way_back_only() -> None:
    terms = transfer_terms(SITI, return_leg_rp=14_000, return_discount_bp=7_500)

    assert (terms.hold_rp, terms.return_charge_rp) == (10_500, 3_500)


def test_a_word_becomes_the_method() -> None:
    assert cod_terms(SITI, method="cod").method is PaymentMethod.COD


@pytest.mark.parametrize(
    "changes",
    [
        {"goods_rp": -1},
        {"shipping_rp": -1, "cashback_rp": 0},
        {"return_leg_rp": -1},
        {"cashback_rp": 14_001},
        {"cashback_rp": -1},
        {"cod_fee_vat_rp": 3_193},
        {"cod_fee_vat_rp": -1},
        {"return_discount_bp": 10_001},
        {"net_rp": 100_309},
    ],
)
def test_numbers_that_disagree_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        cod_terms(SITI, **changes)


def test_a_transfer_with_a_cod_fee_is_refused() -> None:
    with pytest.raises(ValueError, match="no COD fee"):
        transfer_terms(SITI, cod_fee_rp=100, cod_fee_vat_rp=0)


def test_unknown_methods_are_refused() -> None:
    values = cod_terms(SITI).columns()
    del values["return_charge_rp"]
    with pytest.raises(ValueError):
        ParcelTerms(**values | {"method": "barter"})
