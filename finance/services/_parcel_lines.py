"""Which postings an entry of a parcel consists of (money rules, section 10)."""

from collections.abc import Callable

from finance import chart, rules
from finance.models import ParcelMoney
from finance.services._spending import pay
from finance.services.post_entry import Line, credit, debit
from finance.states import EntryKind, PaymentMethod


def shipping_charge(parcel: ParcelMoney, *, keep_rp: int | None = None) -> list[Line]:
    """Set shipping after cashback aside, KomPoints first; with `keep_rp` only when that much stays."""
    return [
        *pay(parcel.partner_id, parcel.shipping_net_rp, keep_rp=keep_rp),
        credit(chart.seller_held(parcel.partner_id), parcel.shipping_net_rp),
    ]


def shipping_capture(parcel: ParcelMoney) -> list[Line]:
    """What was set aside becomes ours; list price and cashback stay visible apart."""
    return [
        debit(chart.seller_held(parcel.partner_id), parcel.shipping_net_rp),
        debit(chart.CASHBACK_EXPENSE, parcel.cashback_rp),
        credit(chart.SHIPPING_REVENUE, parcel.shipping_rp),
    ]


def cod_settlement(parcel: ParcelMoney) -> list[Line]:
    """The courier holds the buyer's money for us; the seller gets it less shipping and fee."""
    seller = chart.seller_available(parcel.partner_id)
    return [
        debit(chart.COD_RECEIVABLE, parcel.collect_rp),
        credit(seller, parcel.collect_rp),
        debit(seller, parcel.shipping_rp),
        credit(chart.SHIPPING_REVENUE, parcel.shipping_rp),
        debit(chart.CASHBACK_EXPENSE, parcel.cashback_rp),
        credit(seller, parcel.cashback_rp),
        debit(seller, parcel.cod_fee_rp),
        credit(chart.COD_FEE_REVENUE, parcel.cod_fee_rp - parcel.cod_fee_vat_rp),
        credit(chart.VAT_OUTPUT, parcel.cod_fee_vat_rp),
    ]


def return_charge(parcel: ParcelMoney) -> list[Line]:
    """COD: the way out, unpaid so far, and the way back. Transfer: the way back only. KomPoints first."""
    leg_rp = rules.return_leg(parcel.return_leg_rp, parcel.return_discount_bp)
    lines = [*pay(parcel.partner_id, parcel.return_charge_rp), credit(chart.RETURN_REVENUE, leg_rp)]
    if parcel.method == PaymentMethod.COD:
        lines += [
            credit(chart.SHIPPING_REVENUE, parcel.shipping_rp),
            debit(chart.CASHBACK_EXPENSE, parcel.cashback_rp),
        ]
    return lines


def compensation_cap(parcel: ParcelMoney) -> int:
    """The most that is paid for the loss of this parcel."""
    return rules.compensation(goods_rp=parcel.goods_rp, shipping_rp=parcel.shipping_rp)


def compensation(parcel: ParcelMoney, amount_rp: int | None = None) -> list[Line]:
    """Paid to the seller and claimed from the courier; as much as the rule gives unless it is less."""
    amount_rp = compensation_cap(parcel) if amount_rp is None else amount_rp
    return [
        debit(chart.CLAIM_RECEIVABLE, amount_rp),
        credit(chart.seller_available(parcel.partner_id), amount_rp),
    ]


BUILDERS: dict[EntryKind, Callable[[ParcelMoney], list[Line]]] = {
    EntryKind.SHIPPING_CHARGE: shipping_charge,
    EntryKind.SHIPPING_CAPTURE: shipping_capture,
    EntryKind.COD_SETTLEMENT: cod_settlement,
    EntryKind.RETURN_CHARGE: return_charge,
    EntryKind.COMPENSATION_LOST: compensation,
    EntryKind.COMPENSATION_DAMAGED: compensation,
}
