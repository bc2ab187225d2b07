"""What an order costs whom. Pure arithmetic on whole rupiah and basis points (decisions 13-16)."""

from dataclasses import dataclass

from finance import rules as money
from finance.states import PaymentMethod
from orders.errors import TotalTooLow

# The address has to fit three label lines of 85 bytes, with the district and city behind it.
LONGEST_ADDRESS = 185
SHORTEST_ADDRESS = 10
SHORTEST_NAME = 3
LONGEST_NAME = 30
MOST_PIECES = 150
MOST_TOTAL_RP = 99_999_999


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a quote: list price of shipping and shares in basis points."""

    shipping_rp: int
    cashback_bp: int
    cod_fee_bp: int
    vat_bp: int


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the seller typed: discount, other cost and, with quick input, the amount to collect.

    `buyer_pays_fee` adds the COD fee to what the buyer pays; an amount typed by hand wins over it.
    """

    method: PaymentMethod
    discount_rp: int = 0
    additional_rp: int = 0
    wanted_total_rp: int | None = None
    buyer_pays_fee: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """Every amount of an order. `total_rp` is what the buyer pays; `buyer_fee_rp` is the part of
    `additional_rp` that only passes the COD fee on to her."""

    goods_rp: int
    shipping_rp: int
    discount_rp: int
    additional_rp: int
    buyer_fee_rp: int
    computed_total_rp: int
    total_rp: int
    cod_fee_bp: int
    cod_fee_rp: int
    cod_fee_vat_rp: int
    cashback_bp: int
    cashback_rp: int
    net_rp: int


def price_order(goods_rp: int, rates: Rates, wishes: Wishes) -> Price:
    """All amounts of an order from its goods, its quote and the seller's wishes.

    Raises TotalTooLow when the buyer's amount would not cover the shipping (decision 15) or the
    discount exceeds everything there is to pay.
    """
    target = goods_rp + rates.shipping_rp - wishes.discount_rp + wishes.additional_rp
    is_cod = wishes.method == PaymentMethod.COD
    is_typed = wishes.wanted_total_rp is not None
    passes_on = wishes.buyer_pays_fee and is_cod and not is_typed and target > 0
    buyer_fee = money.buyer_pays_fee(target, rates.cod_fee_bp) - target if passes_on else 0
    computed = target + buyer_fee
    total = computed if wishes.wanted_total_rp is None else wishes.wanted_total_rp
    if total < rates.shipping_rp:
        raise TotalTooLow(
            "Total yang dibayar pembeli tidak boleh lebih kecil dari ongkir.",
            shipping_rp=rates.shipping_rp,
        )
    if not total <= MOST_TOTAL_RP or computed < 0:
        raise TotalTooLow("Total pesanan di luar batas. Periksa harga, potongan, dan biaya lain.")
    fee = money.cod_fee(total, rates.cod_fee_bp) if is_cod else 0
    cashback = money.cashback(rates.shipping_rp, rates.cashback_bp)
    return Price(
        goods_rp=goods_rp,
        shipping_rp=rates.shipping_rp,
        discount_rp=wishes.discount_rp,
        additional_rp=wishes.additional_rp + buyer_fee,
        buyer_fee_rp=buyer_fee,
        computed_total_rp=computed,
        total_rp=total,
        cod_fee_bp=rates.cod_fee_bp if is_cod else 0,
        cod_fee_rp=fee,
        cod_fee_vat_rp=money.vat_share(fee, rates.vat_bp),
        cashback_bp=rates.cashback_bp,
        cashback_rp=cashback,
        net_rp=money.net_income(
            collect_rp=total,
            shipping_rp=rates.shipping_rp,
            cashback_rp=cashback,
            cod_fee_rp=fee,
        ),
    )
