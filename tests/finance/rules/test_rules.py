"""The arithmetic of decisions 13-22, at its edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance import rules

RUPIAH = st.integers(min_value=0, max_value=10**9)
RATE = st.integers(min_value=0, max_value=9_999)


@pytest.mark.parametrize(
    ("collect_rp", "rate_bp", "fee_rp"),
    [
        (114_000, 280, 3_192),
        (138_000, 280, 3_864),
        (0, 280, 0),
        (1, 280, 0),
        (17, 280, 0),
        (18, 280, 1),
        (125, 40, 1),
        (124, 40, 0),
        (100, 0, 0),
    ],
)
def test_cod_fee_rounds_halves_up(collect_rp: int, rate_bp: int, fee_rp: int) -> None:
    assert rules.cod_fee(collect_rp, rate_bp) == fee_rp


@pytest.mark.parametrize(
    ("fee_rp", "vat_bp", "vat_rp"), [(3_192, 1_100, 316), (111, 1_100, 11), (0, 1_100, 0), (500, 0, 0)]
)
def test_vat_is_inside_the_fee(fee_rp: int, vat_bp: int, vat_rp: int) -> None:
    assert rules.vat_share(fee_rp, vat_bp) == vat_rp


@pytest.mark.parametrize(
    ("shipping_rp", "cashback_bp", "cashback_rp"),
    [(14_000, 2_500, 3_500), (38_000, 3_000, 11_400), (9_999, 2_500, 2_500), (10, 500, 1), (9, 500, 0)],
)
def test_cashback(shipping_rp: int, cashback_bp: int, cashback_rp: int) -> None:
    assert rules.cashback(shipping_rp, cashback_bp) == cashback_rp


@pytest.mark.parametrize(
    ("collect_rp", "shipping_rp", "cashback_rp", "cod_fee_rp", "net_rp"),
    [
        (114_000, 14_000, 3_500, 3_192, 100_308),
        (138_000, 38_000, 11_400, 3_864, 107_536),
        (14_000, 14_000, 0, 392, -392),
    ],
)
def test_net_income(
    collect_rp: int, shipping_rp: int, cashback_rp: int, cod_fee_rp: int, net_rp: int
) -> None:
    net = rules.net_income(
        collect_rp=collect_rp, shipping_rp=shipping_rp, cashback_rp=cashback_rp, cod_fee_rp=cod_fee_rp
    )
    assert net == net_rp


def test_the_buyer_pays_the_fee_exactly() -> None:
    assert rules.buyer_pays_fee(114_000, 280) == 117_284


@given(target_rp=RUPIAH, rate_bp=st.integers(min_value=0, max_value=2_000))
def test_grossed_up_amounts_leave_the_target_within_a_rupiah(target_rp: int, rate_bp: int) -> None:
    collect_rp = rules.buyer_pays_fee(target_rp, rate_bp)
    left_rp = collect_rp - rules.cod_fee(collect_rp, rate_bp)
    assert 0 <= left_rp - target_rp <= 1


@pytest.mark.parametrize(
    ("leg_rp", "discount_bp", "charge_rp"),
    [
        (14_000, 10_000, 10_500),
        (14_000, 0, 24_500),
        (14_000, 7_500, 14_000),
        (1, 5_000, 10_501),
        (0, 0, 10_500),
    ],
)
def test_return_charge(leg_rp: int, discount_bp: int, charge_rp: int) -> None:
    charge = rules.return_charge(outbound_net_rp=10_500, return_leg_rp=leg_rp, return_discount_bp=discount_bp)
    assert charge == charge_rp


@pytest.mark.parametrize(
    ("cost_rp", "income_rp", "reserve_rp"), [(250, 100, 150), (100, 250, 0), (100, 100, 0), (10, -5, 15)]
)
def test_required_reserve(cost_rp: int, income_rp: int, reserve_rp: int) -> None:
    reserve = rules.required_reserve(expected_return_cost_rp=cost_rp, expected_income_rp=income_rp)
    assert reserve == reserve_rp


@pytest.mark.parametrize(
    ("available_rp", "reserve_rp", "most_rp"), [(1_000, 150, 850), (100, 150, 0), (-10, 0, 0)]
)
def test_withdrawable(available_rp: int, reserve_rp: int, most_rp: int) -> None:
    assert rules.withdrawable(available_rp=available_rp, reserve_rp=reserve_rp) == most_rp


@pytest.mark.parametrize(
    ("goods_rp", "shipping_rp", "paid_rp"),
    [(100_000, 14_000, 100_000), (200_000, 14_000, 140_000), (0, 14_000, 0), (-5, 14_000, 0)],
)
def test_compensation(goods_rp: int, shipping_rp: int, paid_rp: int) -> None:
    assert rules.compensation(goods_rp=goods_rp, shipping_rp=shipping_rp) == paid_rp


@given(fee_rp=RUPIAH, vat_bp=RATE)
def test_the_vat_share_never_exceeds_the_fee(fee_rp: int, vat_bp: int) -> None:
    assert 0 <= rules.vat_share(fee_rp, vat_bp) <= fee_rp
