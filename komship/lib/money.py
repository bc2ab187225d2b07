"""Whole rupiah and basis points. No floats anywhere."""

BASIS_POINTS = 10_000


def divide_half_up(numerator: int, denominator: int) -> int:
    """Nearest integer, halves away from zero, for a positive denominator."""
    if denominator <= 0:
        raise ValueError("denominator must be positive")
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def share_bp(amount_rp: int, rate_bp: int) -> int:
    """`rate_bp` basis points of an amount, rounded half-up to whole rupiah."""
    return divide_half_up(amount_rp * rate_bp, BASIS_POINTS)


def gross_up(target_rp: int, rate_bp: int) -> int:
    """Smallest amount of which at least `target_rp` is left after a fee of `rate_bp`."""
    if not 0 <= rate_bp < BASIS_POINTS:
        raise ValueError("rate must be below 100 %")
    return -(-target_rp * BASIS_POINTS // (BASIS_POINTS - rate_bp))


def rupiah(amount_rp: int) -> str:
    """`Rp 12.345`, with the sign before the currency."""
    digits = f"{abs(amount_rp):,}".replace(",", ".")
    return f"-Rp {digits}" if amount_rp < 0 else f"Rp {digits}"


def rupiah_in_text(amount_rp: int) -> str:
    """An amount inside a sentence, never broken between `Rp` and the number."""
    return rupiah(amount_rp).replace(" ", "\u00a0")


def percent_text(rate_bp: int) -> str:
    """Basis points as people write percentages: 280 -> `2,8 %`."""
    whole, rest = divmod(rate_bp, 100)
    return f"{whole} %" if not rest else f"{whole},{rest:02d}".rstrip("0") + " %"


def percent_number(rate_bp: int) -> int | float:
    """Basis points as the JSON number API clients show: 280 -> 2.8, 2500 -> 25."""
    whole, rest = divmod(rate_bp, 100)
    return whole if not rest else rate_bp / 100
