"""What a tariff means for the seller's money. Whole rupiah, basis points, half-up."""

from komship.lib.money import BASIS_POINTS, divide_half_up, share_bp


def cashback_rp(price_rp: int, cashback_bp: int) -> int:
    """The part of the courier's list price that the seller keeps."""
    return share_bp(price_rp, cashback_bp)


def cod_fee_rp(collect_rp: int, cod_fee_bp: int) -> int:
    """Fee on the amount the courier collects, VAT included."""
    return share_bp(collect_rp, cod_fee_bp)


def vat_inside_rp(gross_rp: int, vat_bp: int) -> int:
    """The VAT that a gross amount contains: 3192 at 11 % holds 316."""
    return divide_half_up(gross_rp * vat_bp, BASIS_POINTS + vat_bp)
