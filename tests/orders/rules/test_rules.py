from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.states import PaymentMethod
from orders.errors import TotalTooLow
from orders.rules import MOST_TOTAL_RP, Price, Rates, Wishes, price_order

JNE = Rates(shipping_rp=14_000, cashback_bp=2_500, cod_fee_bp=280, vat_bp=1_100)


def priced(goods_rp: int = 100_000, rates: Rates = JNE, **wishes: Any) -> Price:
    return price_order(goods_rp, rates, Wishes(**{"method": PaymentMethod.COD} | wishes))


def test_the_contracts_example() -> None:
    price = priced()
    assert (price.total_rp, price.cod_fee_rp, price.cashback_rp, price.net_rp) == (
        114_000,
        3_192,
        3_500,
        100_308,
    )
    assert price.cod_fee_vat_rp == 316
    assert (price.cod_fee_bp, price.cashback_bp) == (280, 2_500)


def test_transfer_costs_no_fee() -> None:
    price = priced(method=PaymentMethod.BANK_TRANSFER)
    assert (price.cod_fee_bp, price.cod_fee_rp, price.cod_fee_vat_rp) == (0, 0, 0)
    assert price.net_rp == 114_000 - 14_000 + 3_500


def test_discount_and_other_costs_change_the_total() -> None:
    price = priced(discount_rp=10_000, additional_rp=2_500)
    assert price.total_rp == price.computed_total_rp == 106_500
    assert price.cod_fee_rp == 2_982


@pytest.mark.parametrize("wanted", [14_000, 50_000, 150_000, MOST_TOTAL_RP])
def test_quick_input_decides_what_is_collected(wanted: int) -> None:
    price = priced(wanted_total_rp=wanted)
    assert (price.total_rp, price.computed_total_rp) == (wanted, 114_000)
    assert price.net_rp == wanted - price.cod_fee_rp - 10_500


def test_the_buyer_pays_the_fee() -> None:
    """Of 118313 the fee of 2.8 % leaves the seller the 115000 the order costs without it."""
    price = priced(buyer_pays_fee=True, additional_rp=1_000)
    assert (price.total_rp, price.buyer_fee_rp, price.additional_rp) == (118_313, 3_313, 4_313)
    assert price.total_rp - price.cod_fee_rp == 115_000
    assert price.computed_total_rp == price.total_rp


def test_the_fee_is_passed_on_only_where_there_is_one() -> None:
    assert priced(buyer_pays_fee=True, method=PaymentMethod.BANK_TRANSFER).total_rp == 114_000
    assert priced(buyer_pays_fee=True, wanted_total_rp=150_000).buyer_fee_rp == 0


def test_no_goods_at_all() -> None:
    assert priced(0).total_rp == 14_000


@pytest.mark.parametrize(
    "wishes",
    [
        {"wanted_total_rp": 13_999},
        {"wanted_total_rp": 0},
        {"discount_rp": 100_001},
        {"wanted_total_rp": MOST_TOTAL_RP + 1},
        {"additional_rp": MOST_TOTAL_RP},
        {"discount_rp": 200_000, "wanted_total_rp": 50_000},
    ],
)
def test_totals_outside_reason(wishes: dict[str, Any]) -> None:
    with pytest.raises(TotalTooLow):
        priced(**wishes)


def test_the_discount_may_take_exactly_the_goods() -> None:
    assert priced(discount_rp=100_000).total_rp == 14_000


def test_the_refusal_names_the_shipping() -> None:
    with pytest.raises(TotalTooLow) as refusal:
        priced(wanted_total_rp=1)
    assert refusal.value.details == {"shipping_rp": 14_000}


rates = st.builds(
    Rates,
    shipping_rp=st.integers(0, 500_000),
    cashback_bp=st.integers(0, 10_000),
    cod_fee_bp=st.integers(0, 2_000),
    vat_bp=st.integers(0, 2_000),
)
wishes = st.builds(
    Wishes,
    method=st.sampled_from(PaymentMethod),
    discount_rp=st.integers(0, 200_000),
    additional_rp=st.integers(0, 200_000),
    wanted_total_rp=st.none() | st.integers(0, MOST_TOTAL_RP),
    buyer_pays_fee=st.booleans(),
)


@settings(deadline=None)
@given(goods_rp=st.integers(0, MOST_TOTAL_RP), rates=rates, wishes=wishes)
def test_income_always_adds_up(goods_rp: int, rates: Rates, wishes: Wishes) -> None:
    try:
        price = price_order(goods_rp, rates, wishes)
    except TotalTooLow:
        return
    assert price.net_rp == price.total_rp - price.cod_fee_rp - price.shipping_rp + price.cashback_rp
    target = goods_rp + rates.shipping_rp - wishes.discount_rp + wishes.additional_rp
    assert price.computed_total_rp == target + price.buyer_fee_rp
    assert price.additional_rp == wishes.additional_rp + price.buyer_fee_rp
    if price.buyer_fee_rp:
        assert target <= price.total_rp - price.cod_fee_rp <= target + 1
    assert rates.shipping_rp <= price.total_rp <= MOST_TOTAL_RP
    assert 0 <= price.cod_fee_vat_rp <= price.cod_fee_rp <= price.total_rp
    assert 0 <= price.cashback_rp <= price.shipping_rp
