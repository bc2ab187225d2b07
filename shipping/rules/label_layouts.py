"""What is printed on a shipping label, and on which paper."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LabelLayout(StrEnum):
    """Labels per A4 page, or one per thermal sticker (millimetres)."""

    A4_1 = "a4_1"
    A4_2 = "a4_2"
    A4_4 = "a4_4"
    THERMAL_100X100 = "thermal_100x100"
    THERMAL_100X150 = "thermal_100x150"


@dataclass(frozen=True, kw_only=True)
class LabelData:
    """One label. Phones are normalised digits (628...), money whole rupiah, weights grams.

    `shipping_rp` is printed on parcels without COD only; None leaves it out. `contents` is what the
    seller reads to pack the parcel. `origin_code` and `route_code` are the courier's codes of origin
    and destination.
    """

    reference: str
    awb: str
    courier_name: str
    service: str
    recipient_name: str
    recipient_phone: str
    address_line: str
    village: str
    district: str
    city: str
    province: str
    postal_code: str
    sender_name: str
    sender_phone: str
    sender_city: str = ""
    origin_code: str = ""
    route_code: str = ""
    is_cod: bool = False
    collect_rp: int = 0
    shipping_rp: int | None = None
    weight_g: int = 0
    billed_kg: int = 1
    pieces: int = 1
    contents: str = ""
    note: str = ""
    ordered_on: date | None = None


@dataclass(frozen=True)
class Wishes:
    """What the seller wants to see on her labels."""

    shows_date: bool = False
    masks_phone: bool = False
    logo_text: str = "Komship"
