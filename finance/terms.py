"""The money terms of one parcel, frozen when its order is stored."""

from dataclasses import asdict, dataclass
from typing import Any

from finance import rules
from finance.states import PaymentMethod


@dataclass(frozen=True, slots=True)
class ParcelTerms:
    """Whole rupiah. `collect_rp` is what the buyer pays in all; the COD fee includes its VAT share.

    Source of the formulas: decisions 13-19. They are checked here so that a parcel whose numbers
    disagree is refused before it can reach the ledger.
    """

    reference: str
    partner_id: int
    method: PaymentMethod
    goods_rp: int
    collect_rp: int
    shipping_rp: int
    cashback_rp: int
    cod_fee_rp: int
    cod_fee_vat_rp: int
    net_rp: int
    return_leg_rp: int = 0
    return_discount_bp: int = rules.BASIS_POINTS

    def __post_init__(self) -> None:
        object.__setattr__(self, "method", PaymentMethod(self.method))
        amounts = (self.goods_rp, self.collect_rp, self.shipping_rp, self.return_leg_rp)
        if min(amounts) < 0:
            raise ValueError("amounts of a parcel cannot be negative")
        if not 0 <= self.cashback_rp <= self.shipping_rp:
            raise ValueError("cashback must lie between nothing and the shipping cost")
        if not 0 <= self.cod_fee_vat_rp <= self.cod_fee_rp:
            raise ValueError("the VAT share must lie between nothing and the fee")
        if not 0 <= self.return_discount_bp <= rules.BASIS_POINTS:
            raise ValueError("a return discount lies between 0 and 10000 basis points")
        if self.method == PaymentMethod.BANK_TRANSFER and self.cod_fee_rp:
            raise ValueError("a transfer order has no COD fee")
        if self.net_rp != self.expected_net_rp:
            raise ValueError(
                f"net income {self.net_rp} does not follow from the terms ({self.expected_net_rp})"
            )

    @property
    def expected_net_rp(self) -> int:
        return rules.net_income(
            collect_rp=self.collect_rp,
            shipping_rp=self.shipping_rp,
            cashback_rp=self.cashback_rp,
            cod_fee_rp=self.cod_fee_rp,
        )

    @property
    def shipping_net_rp(self) -> int:
        """Shipping after cashback: what the platform really takes for the way out."""
        return self.shipping_rp - self.cashback_rp

    @property
    def hold_rp(self) -> int:
        """What is set aside while the parcel has not left: shipping of transfer orders only."""
        return self.shipping_net_rp if self.method == PaymentMethod.BANK_TRANSFER else 0

    @property
    def return_charge_rp(self) -> int:
        """What a return will still cost; the way out of a transfer order has been paid before."""
        return rules.return_charge(
            outbound_net_rp=self.shipping_net_rp if self.method == PaymentMethod.COD else 0,
            return_leg_rp=self.return_leg_rp,
            return_discount_bp=self.return_discount_bp,
        )

    def columns(self) -> dict[str, Any]:
        """The columns of the stored row, with what follows from the terms."""
        return asdict(self) | {"return_charge_rp": self.return_charge_rp}
