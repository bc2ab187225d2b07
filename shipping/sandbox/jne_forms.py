"""JNE's two create forms as tables: which fields, how many bytes, what they may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    TEXT = r"[\s\S]*"
    NUMBER = r"[0-9]+"
    DECIMAL = r"[0-9]{1,7}(\.[0-9]{1,3})?"
    PHONE = r"\+?[0-9]+"
    YES_N = r"YES|N"
    YES_NO = r"YES|NO"
    Y_N = r"Y|N"
    GOODS = r"1|2"
    DATE = r"[0-9]{2}-[0-9]{2}-[0-9]{4}"
    TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"
    HANDOVER = r"DROP|PICKUP"
    VEHICLE = r"(?i:motor|mobil|truck)"


@dataclass(frozen=True)
class FieldRule:
    limit: int
    is_mandatory: bool = True
    kind: Kind = Kind.TEXT

    def fits(self, value: str) -> bool:
        return len(value.encode()) <= self.limit and bool(re.fullmatch(self.kind.value, value))


def _optional(limit: int, kind: Kind = Kind.TEXT) -> FieldRule:
    return FieldRule(limit, False, kind)


def _dropoff_party(prefix: str) -> dict[str, FieldRule]:
    return {
        f"{prefix}_NAME": FieldRule(30),
        f"{prefix}_ADDR1": FieldRule(30),
        f"{prefix}_ADDR2": FieldRule(30),
        f"{prefix}_ADDR3": _optional(30),
        f"{prefix}_CITY": FieldRule(20),
        f"{prefix}_REGION": _optional(20),
        f"{prefix}_ZIP": FieldRule(5),
        f"{prefix}_PHONE": FieldRule(15, kind=Kind.PHONE),
    }


def _pickup_party(prefix: str) -> dict[str, FieldRule]:
    return {
        f"{prefix}_NAME": FieldRule(30),
        f"{prefix}_ADDR1": FieldRule(85),
        f"{prefix}_ADDR2": FieldRule(85),
        f"{prefix}_ADDR3": _optional(85),
        f"{prefix}_CITY": FieldRule(20),
        f"{prefix}_ZIP": FieldRule(5),
        f"{prefix}_REGION": FieldRule(20),
        f"{prefix}_COUNTRY": _optional(20),
        f"{prefix}_CONTACT": FieldRule(20),
        f"{prefix}_PHONE": FieldRule(50, kind=Kind.PHONE),
    }


DROPOFF_FIELDS: Mapping[str, FieldRule] = {
    f"OLSHOP_{name}": rule
    for name, rule in {
        "BRANCH": FieldRule(10),
        "CUST": FieldRule(10),
        "ORDERID": FieldRule(20),
        **_dropoff_party("SHIPPER"),
        **_dropoff_party("RECEIVER"),
        "QTY": FieldRule(5, kind=Kind.NUMBER),
        "WEIGHT": FieldRule(3, kind=Kind.NUMBER),
        "GOODSDESC": FieldRule(60),
        "GOODSVALUE": FieldRule(12, kind=Kind.NUMBER),
        "GOODSTYPE": FieldRule(1, kind=Kind.GOODS),
        "INST": _optional(60),
        "INS_FLAG": FieldRule(1, kind=Kind.Y_N),
        "ORIG": FieldRule(10),
        "DEST": FieldRule(10),
        "SERVICE": FieldRule(10),
        "COD_FLAG": FieldRule(3, kind=Kind.YES_N),
        "COD_AMOUNT": FieldRule(12, kind=Kind.NUMBER),
    }.items()
}

_PICKUP_PLAN = {
    "PICKUP_NAME": FieldRule(50),
    "PICKUP_DATE": FieldRule(10, kind=Kind.DATE),
    "PICKUP_TIME": FieldRule(30, kind=Kind.TIME),
    "PICKUP_PIC": FieldRule(30),
    "PICKUP_PIC_PHONE": FieldRule(30),
    "PICKUP_ADDRESS": FieldRule(300),
    "PICKUP_DISTRICT": FieldRule(30),
    "PICKUP_CITY": FieldRule(30),
    "PICKUP_SERVICE": FieldRule(30),
    "PICKUP_VEHICLE": FieldRule(100, kind=Kind.VEHICLE),
}

_RETURN = {
    "RETURN_NAME": _optional(30),
    "RETURN_ADDR1": _optional(30),
    "RETURN_ADDR2": _optional(30),
    "RETURN_ADDR3": _optional(30),
    "RETURN_CITY": _optional(20),
    "RETURN_ZIP": _optional(5),
    "RETURN_REGION": _optional(20),
    "RETURN_COUNTRY": _optional(20),
    "RETURN_CONTACT": _optional(20),
    "RETURN_PHONE": _optional(15),
    "RETURN_BRANCH": _optional(6),
}

PICKUP_FIELDS: Mapping[str, FieldRule] = {
    **_PICKUP_PLAN,
    "BRANCH": FieldRule(6),
    "CUST_ID": FieldRule(10),
    "ORDER_ID": FieldRule(20),
    **_pickup_party("SHIPPER"),
    **_pickup_party("RECEIVER"),
    "ORIGIN_CODE": FieldRule(10),
    "DESTINATION_CODE": FieldRule(10),
    "SERVICE_CODE": FieldRule(10),
    "WEIGHT": FieldRule(11, kind=Kind.DECIMAL),
    "QTY": FieldRule(11, kind=Kind.DECIMAL),
    "GOODS_DESC": FieldRule(60),
    "GOODS_AMOUNT": FieldRule(15, kind=Kind.NUMBER),
    "INSURANCE_FLAG": FieldRule(1),
    "SPECIAL_INS": FieldRule(60),
    "MERCHANT_ID": FieldRule(100),
    "LAT": _optional(60),
    "LON": _optional(60),
    "TYPE": FieldRule(10, kind=Kind.HANDOVER),
    "COD_FLAG": _optional(3, Kind.YES_NO),
    "COD_AMOUNT": _optional(15, Kind.NUMBER),
    "AWB": _optional(16),
    "TAX_VALUE": _optional(15, Kind.NUMBER),
    "ITEM_TYPE": _optional(10),
    "HS_CODE": _optional(300),
    "NPWP": _optional(90),
    **_RETURN,
}
# Mandatory only for parcels that leave the customs area of Batam.
CUSTOMS_FIELDS = ("TAX_VALUE", "ITEM_TYPE", "HS_CODE", "NPWP")


def empty_field(rules: Mapping[str, FieldRule], form: Mapping[str, str]) -> str | None:
    """The first mandatory field without a value; a lone blank is no value."""
    return next(
        (name for name, rule in rules.items() if rule.is_mandatory and not form.get(name, "").strip()),
        None,
    )


def misfit(rules: Mapping[str, FieldRule], form: Mapping[str, str]) -> str | None:
    """The first field that is too long or holds what it must not."""
    return next(
        (name for name, rule in rules.items() if form.get(name) and not rule.fits(form[name])),
        None,
    )
