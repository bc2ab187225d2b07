import pytest

from shipping.rules.pricing import cashback_rp, cod_fee_rp, vat_inside_rp


@pytest.mark.parametrize(
    ("collect", "fee", "vat"), [(114_000, 3_192, 316), (138_000, 3_864, 383), (0, 0, 0), (1, 0, 0)]
)
def test_cod_fee_and_the_vat_inside_it(collect: int, fee: int, vat: int) -> None:
    assert cod_fee_rp(collect, 280) == fee
    assert vat_inside_rp(fee, 1100) == vat


@pytest.mark.parametrize(
    ("price", "rate", "cashback"), [(14_000, 2500, 3_500), (38_000, 3000, 11_400), (7, 500, 0), (10, 500, 1)]
)
def test_cashback_rounds_half_up(price: int, rate: int, cashback: int) -> None:
    assert cashback_rp(price, rate) == cashback
