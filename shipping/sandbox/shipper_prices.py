"""Shipper's price list in the sandbox: made up from the areas, the same for the same route for ever.

An area id has nine digits; the first four are the city. Areas that end in 00404 are served by nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zlib import crc32


@dataclass(frozen=True)
class RateCard:
    """A rate of a courier; `share` is its price per kilogram in percent of the route's."""

    rate_id: int
    logistic: str
    code: str
    name: str
    kind: str
    share: int
    insured_above_rp: int = 1_000_000


RATES = (
    RateCard(1, "JNE", "JNE", "REG", "Regular", 110),
    RateCard(57, "SiCepat", "SICEPAT", "SIUNT", "Regular", 100),
    RateCard(58, "SiCepat", "SICEPAT", "GOKIL", "Trucking", 40),
    RateCard(340, "ID Express", "IDE", "Standard", "Regular", 95),
    RateCard(341, "ID Express", "IDE", "ID Lite", "Regular", 60),
    RateCard(342, "ID Express", "IDE", "ID Truck", "Trucking", 40),
    RateCard(220, "SAP Express", "SAP", "UDRREG", "Regular", 90, 500_000),
    RateCard(221, "SAP Express", "SAP", "DRGREG", "Trucking", 35, 500_000),
)
_BY_ID = {rate.rate_id: rate for rate in RATES}


def is_area(area: object) -> bool:
    return isinstance(area, int) and 100_000_000 <= area <= 999_999_999


def rate_of(rate_id: int) -> RateCard | None:
    return _BY_ID.get(rate_id)


def final_price(rate: RateCard, origin: int, destination: int, weight_kg: int) -> int | None:
    """Rupiah for the whole weight; None where nobody goes."""
    if origin % 100_000 == 404 or destination % 100_000 == 404:
        return None
    from_city, to_city = origin // 100_000, destination // 100_000
    if from_city == to_city:
        per_kg = 8_000
    else:
        spread = crc32(f"{min(from_city, to_city)}{max(from_city, to_city)}".encode()) % 20
        per_kg = 12_000 + 1_000 * spread
    return per_kg * rate.share // 100 * max(weight_kg, 1)


def price_rows(origin: int, destination: int, weight_kg: int, value_rp: int) -> list[dict[str, Any]]:
    rows = []
    for rate in RATES:
        price = final_price(rate, origin, destination, weight_kg)
        if price is not None:
            rows.append(_row(rate, price, value_rp))
    return sorted(rows, key=lambda row: row["final_price"])


def _row(rate: RateCard, price: int, value_rp: int) -> dict[str, Any]:
    must_insure = value_rp > rate.insured_above_rp
    return {
        "logistic": {
            "id": rate.rate_id // 10,
            "name": rate.logistic,
            "code": rate.code,
            "company_name": rate.logistic,
            "logo_url": "",
        },
        "rate": {
            "id": rate.rate_id,
            "name": rate.name,
            "type": rate.kind,
            "description": "",
            "is_hubless": True,
        },
        "min_day": 2,
        "max_day": 4,
        "unit_price": price,
        "total_price": price,
        "discount": 0,
        "discount_value": 0,
        "discounted_price": price,
        "insurance_fee": value_rp // 200,
        "must_use_insurance": must_insure,
        "liability_value": 0,
        "final_price": price,
        "currency": "IDR",
        "insurance_applied": must_insure,
    }
