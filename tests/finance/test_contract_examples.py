"""The contract's examples that its facts call valid, to the rupiah, through rules, terms and the ledger."""

from dataclasses import dataclass

import pytest

from accounts.models import Partner
from finance import chart, rules
from finance.services import deliver_parcel, receive_return
from finance.states import PaymentMethod
from finance.terms import ParcelTerms
from komship.lib import clock
from tests.factories.finance import balance, purse, shipped


@dataclass(frozen=True)
class Example:
    """Goods and shipping as printed, and what the contract says follows."""

    name: str
    goods_rp: int
    shipping_rp: int
    cashback_bp: int
    total_rp: int
    fee_rp: int
    cashback_rp: int
    net_rp: int

    def terms(self, partner: Partner, **changes: int) -> ParcelTerms:
        """Everything worked out anew; only goods and shipping are taken from the example."""
        total_rp = self.goods_rp + self.shipping_rp
        fee_rp = rules.cod_fee(total_rp, 280)
        cashback_rp = rules.cashback(self.shipping_rp, self.cashback_bp)
        net_rp = rules.net_income(
            collect_rp=total_rp, shipping_rp=self.shipping_rp, cashback_rp=cashback_rp, cod_fee_rp=fee_rp
        )
        return ParcelTerms(
            reference="KOM1",
            partner_id=partner.pk,
            method=PaymentMethod.COD,
            goods_rp=self.goods_rp,
            collect_rp=total_rp,
            shipping_rp=self.shipping_rp,
            cashback_rp=cashback_rp,
            cod_fee_rp=fee_rp,
            cod_fee_vat_rp=rules.vat_share(fee_rp, 1_100),
            net_rp=net_rp,
            **changes,
        )


JNE = Example("JNE REG19", 100_000, 14_000, 2_500, 114_000, 3_192, 3_500, 100_308)
SICEPAT = Example("SICEPAT SIUNT", 100_000, 38_000, 3_000, 138_000, 3_864, 11_400, 107_536)


@pytest.mark.parametrize("example", [JNE, SICEPAT], ids=lambda example: example.name)
def test_a_delivery_pays_what_the_example_prints(siti_partner: Partner, example: Example) -> None:
    terms = example.terms(siti_partner)
    printed = (example.total_rp, example.fee_rp, example.cashback_rp, example.net_rp)
    assert (terms.collect_rp, terms.cod_fee_rp, terms.cashback_rp, terms.net_rp) == printed

    shipped(terms)
    deliver_parcel("KOM1", delivered_at=clock.now())

    assert purse(siti_partner) == (example.net_rp, 0, 0)
    assert balance(chart.COD_RECEIVABLE) == -example.total_rp
    assert balance(chart.COD_FEE_REVENUE) + balance(chart.VAT_OUTPUT) == example.fee_rp
    assert balance(chart.SHIPPING_REVENUE) == example.shipping_rp
    assert balance(chart.CASHBACK_EXPENSE) == -example.cashback_rp


@pytest.mark.parametrize(
    ("discount_bp", "way_back_rp"),
    # The public promise is a free way back; the contract's criteria print a discount of 25 percent.
    [(10_000, 0), (2_500, 10_500)],
)
def test_a_return_costs_both_ways_less_cashback(
    siti_partner: Partner, discount_bp: int, way_back_rp: int
) -> None:
    shipped(JNE.terms(siti_partner, return_leg_rp=14_000, return_discount_bp=discount_bp))
    receive_return("KOM1", received_at=clock.now())

    assert purse(siti_partner) == (-(14_000 + way_back_rp - 3_500), 0, 0)
    assert balance(chart.COD_FEE_REVENUE) == balance(chart.COD_RECEIVABLE) == 0


def test_the_fee_of_the_public_example() -> None:
    assert rules.cod_fee(250_000, 280) == 7_000
    # The percentages the courier bills us and we bill the seller.
    assert (rules.cod_fee(114_000, 250), rules.cod_fee(114_000, 280)) == (2_850, 3_192)


@pytest.mark.parametrize(
    ("collect_rp", "fee_rp"),
    # 2.8 percent of 125 are 3.5; of a rupiah less 3.472; halves go up, as the clients' Math.round does.
    [(124, 3), (125, 4), (126, 4), (375, 11), (374, 10), (99_999_999, 2_800_000), (99_999_982, 2_799_999)],
)
def test_fees_are_rounded_halves_up(collect_rp: int, fee_rp: int) -> None:
    assert rules.cod_fee(collect_rp, 280) == fee_rp
