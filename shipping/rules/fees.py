"""Rates of a courier service for a period, as an operator sets them. Pure."""

from dataclasses import dataclass

from shipping.rules.criteria import Criterion

DEFAULT_VAT_BP = 1_100
DEFAULT_RETURN_DISCOUNT_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRates:
    """Basis points. *from*: between courier and platform, *to*: between platform and seller.

    None keeps what the window before has. With new criteria the return discount follows from the first.
    """

    cashback_from_bp: int
    cashback_to_bp: int
    cod_cost_bp: int
    cod_fee_bp: int
    vat_bp: int | None = None
    return_discount_bp: int | None = None
    criteria: tuple[Criterion, ...] | None = None
