"""What is asked of a quote and what it says: plain values, and the reasons why a service is missing."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from shipping.rules import pricing
from shipping.rules.weight import SizeCm


@dataclass(frozen=True, kw_only=True)
class QuoteRequest:
    """A parcel before anybody carries it. Grams, centimetres, whole rupiah.

    For several products give the sum of their chargeable weights and leave the size out.
    `origin_id` is the place of the pickup address, for couriers with place codes of their own.
    """

    partner_id: int
    origin_code: str
    destination_id: int
    weight_g: int
    length_cm: int = 0
    width_cm: int = 0
    height_cm: int = 0
    is_cod: bool = False
    goods_value_rp: int = 0
    origin_id: int = 0

    @property
    def size_cm(self) -> SizeCm:
        return (self.length_cm, self.width_cm, self.height_cm)


@dataclass(frozen=True, kw_only=True)
class QuoteOption:
    """One service at one price, good until `expires_at`.

    `price_rp` is the courier's list price for the whole parcel, `cashback_rp` the seller's share of it.
    `is_stale`: an older price, because the courier does not answer now. A missing promise (etd) is None.
    """

    quote_id: int
    service_id: int
    fee_window_id: int
    courier_code: str
    courier_name: str
    image_path: str
    service_code: str
    family: str
    label: str
    group: str
    weight_g: int
    billed_kg: int
    price_rp: int
    cashback_rp: int
    cashback_bp: int
    cod_fee_bp: int
    vat_bp: int
    return_discount_bp: int
    etd_from: int | None
    etd_thru: int | None
    is_stale: bool
    expires_at: datetime

    @property
    def net_price_rp(self) -> int:
        """What the shipping costs the seller in the end."""
        return self.price_rp - self.cashback_rp

    def cod_fee_rp(self, collect_rp: int) -> int:
        return pricing.cod_fee_rp(collect_rp, self.cod_fee_bp)

    def cod_fee_vat_rp(self, collect_rp: int) -> int:
        """The VAT inside the fee."""
        return pricing.vat_inside_rp(self.cod_fee_rp(collect_rp), self.vat_bp)


class Missing(StrEnum):
    """Why a service is not offered."""

    SWITCHED_OFF = "switched_off"
    CLOSED = "closed"
    NO_COD = "no_cod"
    ONLY_COD = "only_cod"
    TOO_LIGHT = "too_light"
    TOO_HEAVY = "too_heavy"
    NO_WINDOW = "no_window"
    NO_ROUTE = "no_route"
    COURIER_DOWN = "courier_down"


@dataclass(frozen=True, kw_only=True)
class Unavailable:
    """A service that is not offered, with the reason in words for the seller."""

    courier_code: str
    courier_name: str
    service_code: str
    label: str
    group: str
    code: Missing
    reason: str


@dataclass(frozen=True, kw_only=True)
class QuoteSet:
    """Everything a seller can choose from, and why the rest is missing."""

    options: list[QuoteOption] = field(default_factory=list)
    reasons: list[Unavailable] = field(default_factory=list)
