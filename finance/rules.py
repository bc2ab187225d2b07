"""Money arithmetic of the parcel business on plain integers: whole rupiah and basis points, halves up."""

from datetime import timedelta

from komship.lib.money import divide_half_up, gross_up, share_bp

BASIS_POINTS = 10_000
MINIMUM_WITHDRAWAL_RP = 10_000
MINIMUM_TOP_UP_RP = 10_000
# More than anybody pays in one go; larger sums are typing errors.
MAXIMUM_TOP_UP_RP = 100_000_000
COMPENSATION_SHIPPING_FACTOR = 10
# How long a bank account that is new or was changed takes no withdrawals.
ACCOUNT_RESTS_FOR = timedelta(hours=24)
# What one person of ops may pay for a loss; above, a second one looks at it.
COMPENSATION_ALONE_RP = 500_000


def cod_fee(collect_rp: int, rate_bp: int) -> int:
    """The seller's fee for an amount collected at the door, VAT included (decision 14)."""
    return share_bp(collect_rp, rate_bp)


def courier_fee(amount_rp: int, rate_bp: int, vat_bp: int) -> int:
    """What a courier may keep of the cash it brings: a share, and VAT on top of it, rounded once."""
    return divide_half_up(amount_rp * rate_bp * (BASIS_POINTS + vat_bp), BASIS_POINTS * BASIS_POINTS)


def vat_share(fee_rp: int, vat_bp: int) -> int:
    """The VAT that a VAT-inclusive fee contains."""
    return divide_half_up(fee_rp * vat_bp, BASIS_POINTS + vat_bp)


def cashback(shipping_rp: int, cashback_bp: int) -> int:
    """The part of the list price of shipping that the seller keeps (decision 16)."""
    return share_bp(shipping_rp, cashback_bp)


def net_income(*, collect_rp: int, shipping_rp: int, cashback_rp: int, cod_fee_rp: int) -> int:
    """What the seller has of an order after shipping and fee (decision 16)."""
    return collect_rp - cod_fee_rp - (shipping_rp - cashback_rp)


def buyer_pays_fee(target_rp: int, rate_bp: int) -> int:
    """Amount to collect of which the seller keeps `target_rp` after the fee (decision 15)."""
    return gross_up(target_rp, rate_bp)


def return_leg(return_leg_rp: int, return_discount_bp: int) -> int:
    """Price of the way back after its discount; 10000 basis points make it free."""
    return share_bp(return_leg_rp, BASIS_POINTS - return_discount_bp)


def return_charge(*, outbound_net_rp: int, return_leg_rp: int, return_discount_bp: int) -> int:
    """What a returned parcel costs: the way out after cashback plus the discounted way back (decision 19)."""
    return outbound_net_rp + return_leg(return_leg_rp, return_discount_bp)


def required_reserve(*, expected_return_cost_rp: int, expected_income_rp: int) -> int:
    """What must stay for returns on their way beyond what good parcels will bring (decision 20)."""
    return max(0, expected_return_cost_rp - expected_income_rp)


def withdrawable(*, available_rp: int, reserve_rp: int) -> int:
    """The most that a seller may take out now."""
    return max(0, available_rp - reserve_rp)


def compensation(*, goods_rp: int, shipping_rp: int) -> int:
    """Payment for an uninsured parcel that was lost or damaged (decision 22)."""
    return max(0, min(goods_rp, COMPENSATION_SHIPPING_FACTOR * shipping_rp))


def points_part(amount_rp: int, points_rp: int) -> int:
    """How much of a charge KomPoints pay: they are spent before the balance (decision 21)."""
    return min(amount_rp, max(0, points_rp))
