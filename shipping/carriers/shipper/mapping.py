"""A parcel in Shipper's vocabulary: JSON whose types matter. Pure.

Shipper answers a bad field with "Invalid Input" and no name, so everything is judged here first.
Lengths are not documented; ours are those of the order form. Dimensions are centimetres, as in
Shipper's answers (its request table says metres, its example sends 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from komship.lib.money import rupiah
from komship.lib.text import ascii_safe, cut_bytes, fold_spaces
from shipping.carriers.base import CarrierRejected, ParcelRequest, Party

JsonObject = dict[str, Any]

# Our service codes: the courier as Shipper spells it, and the names its rate may go by. Compared
# without signs and case.
_SERVICES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    code: (frozenset(couriers.split()), frozenset(rates.split()))
    for code, couriers, rates in (
        ("SIUNT", "SICEPAT", "SIUNT REG REGULAR REGULER"),
        ("GOKIL", "SICEPAT", "GOKIL CARGO KARGO"),
        ("STD", "IDEXPRESS IDE IDX", "STD STANDARD REG REGULAR REGULER"),
        ("IDlite", "IDEXPRESS IDE IDX", "IDLITE LITE"),
        ("Idtruck", "IDEXPRESS IDE IDX", "IDTRUCK TRUCK CARGO"),
        ("UDRREG", "SAP SAPX SAPEXPRESS", "UDRREG REG REGULAR REGULER"),
        ("DRGREG", "SAP SAPX SAPEXPRESS", "DRGREG CARGO DARAT"),
    )
}

_ORDER_NUMBER = re.compile(r"[A-Z0-9-]{1,20}")
_AREA = re.compile(r"[1-9][0-9]{0,9}")
_PHONE = re.compile(r"62[0-9]{8,12}")
_CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_SPECIAL = re.compile(r"[^A-Za-z0-9 .,/()#+:-]")

LONGEST_NAME = 60
LONGEST_ADDRESS = 300
LONGEST_GOODS = 100
HEAVIEST_KG = 999
# A price list does not depend on the value much; the booking asks again with the true one.
NOMINAL_VALUE_RP = 100_000
_BOX = 2


def plain(text: str) -> str:
    """Printable letters, digits and the few signs addresses need, in one line."""
    return fold_spaces(_SPECIAL.sub(" ", ascii_safe(text)))


def service_of(courier: str, rate: str) -> str | None:
    """Our service code of a priced rate; None for what Komship does not sell."""
    there, name = _folded(courier), _folded(rate)
    return next(
        (code for code, (names, rates) in _SERVICES.items() if there in names and name in rates), None
    )


def _folded(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())


def side_cm(volume_cm3: int) -> int:
    """The edge of the smallest cube of whole centimetres that holds the volume; 1 for none."""
    side = 1
    while side**3 < volume_cm3:
        side += 1
    return side


# --------------------------------------------------------------------------------------------
# Checks
# --------------------------------------------------------------------------------------------


def check(parcel: ParcelRequest) -> None:
    """Raise CarrierRejected, with every field that is wrong, before anything is sent."""
    fields: dict[str, str] = {}
    for faults in (_faults_of_people, _faults_of_codes, _faults_of_contents):
        for field, message in faults(parcel):
            fields.setdefault(field, message)
    if fields:
        raise CarrierRejected(" ".join(fields.values()), fields=fields)
    require_cod_above(parcel, parcel.shipping_rp)


def require_cod_above(parcel: ParcelRequest, price_rp: int) -> None:
    """The amount to collect must be strictly greater than the shipping price (create order, COD)."""
    if parcel.cod_amount_rp <= price_rp:
        text = _("Nilai COD harus lebih besar dari ongkirnya, %(price)s.") % {"price": rupiah(price_rp)}
        raise CarrierRejected(text, fields={"cod_amount_rp": text})


def _faults_of_people(parcel: ParcelRequest) -> Iterator[tuple[str, str]]:
    people = (
        (parcel.sender, "sender", _("pengirim")),
        (parcel.recipient, "recipient", _("penerima")),
    )
    for party, role, label in people:
        who = {"who": label}
        if not plain(party.name):
            yield f"{role}.name", _("Nama %(who)s harus ditulis dengan huruf latin.") % who
        if not plain(party.address_line):
            yield f"{role}.address_line", _("Alamat %(who)s harus ditulis dengan huruf latin.") % who
        elif len(plain(party.address_line)) > LONGEST_ADDRESS:
            yield (
                f"{role}.address_line",
                _("Alamat %(who)s terlalu panjang: maksimal %(limit)s karakter.")
                % {**who, "limit": LONGEST_ADDRESS},
            )
        if not _PHONE.fullmatch(party.phone):
            yield f"{role}.phone", _("Nomor telepon %(who)s tidak bisa dipakai kurir ini.") % who


def _faults_of_codes(parcel: ParcelRequest) -> Iterator[tuple[str, str]]:
    if not parcel.is_cod:
        yield "is_cod", _("Kurir ini di Komship hanya untuk pesanan COD.")
    if not _ORDER_NUMBER.fullmatch(parcel.order_number):
        yield "order_number", _("Nomor pesanan tidak bisa dipakai kurir ini.")
    if parcel.service_code not in _SERVICES:
        yield "service_code", _("Layanan kurir ini tidak dikenal.")
    if not _AREA.fullmatch(parcel.origin_code):
        yield "origin_code", _("Alamat asal belum punya kode wilayah kurir ini.")
    if not _AREA.fullmatch(parcel.destination_code):
        yield "destination_code", _("Alamat tujuan belum punya kode wilayah kurir ini.")


def _faults_of_contents(parcel: ParcelRequest) -> Iterator[tuple[str, str]]:
    if not 1 <= parcel.billed_kg <= HEAVIEST_KG:
        yield "billed_kg", _("Berat paket harus 1 sampai %(most)s kg.") % {"most": HEAVIEST_KG}
    if not 0 < parcel.goods_value_rp < 10**12:
        yield "goods_value_rp", _("Nilai barang harus lebih dari nol.")
    if not plain(parcel.goods_description):
        yield "goods_description", _("Nama barang harus ditulis dengan huruf latin.")
    if parcel.pickup is None:
        yield "pickup", _("Kurir ini harus menjemput paketnya. Jadwalkan penjemputan dulu.")
    elif not _CLOCK_TIME.fullmatch(parcel.pickup.time):
        yield "pickup.time", _("Jam penjemputan harus berbentuk JJ:MM.")


# --------------------------------------------------------------------------------------------
# Bodies
# --------------------------------------------------------------------------------------------


def pricing_body(
    origin_code: str, destination_code: str, *, weight_kg: int, value_rp: int, volume_cm3: int = 0
) -> JsonObject:
    """The question for prices. Always with COD: Komship sends nothing else through Shipper."""
    return {
        "cod": True,
        "origin": {"area_id": int(origin_code), "lat": "", "lng": ""},
        "destination": {"area_id": int(destination_code), "lat": "", "lng": ""},
        "weight": weight_kg,
        **_size(volume_cm3),
        "item_value": value_rp,
        "for_order": True,
        "limit": 100,
        "page": 1,
        "sort_by": ["final_price"],
    }


def order_body(parcel: ParcelRequest, *, rate_id: int, use_insurance: bool) -> JsonObject:
    """The order. `check` must have let the parcel through; `rate_id` comes from the prices of today."""
    return {
        "consigner": _person(parcel.sender),
        "consignee": _person(parcel.recipient),
        "courier": {
            "rate_id": rate_id,
            "use_insurance": use_insurance,
            "cod_amount": parcel.cod_amount_rp,
        },
        "coverage": "domestic",
        "origin": _place(parcel.sender, parcel.origin_code, hint=""),
        "destination": _place(parcel.recipient, parcel.destination_code, hint=parcel.instruction),
        "external_id": parcel.order_number,
        "package": {
            **_size(parcel.volume_cm3),
            "weight": parcel.billed_kg,
            "package_type": _BOX,
            # Shipper answers the sum of the items whatever is sent here, so both say the same.
            "price": parcel.goods_value_rp,
            "items": [
                {
                    "id": 1,
                    "name": cut_bytes(plain(parcel.goods_description), LONGEST_GOODS),
                    "price": parcel.goods_value_rp,
                    "qty": 1,
                }
            ],
            "qty": 1,
        },
        "payment_type": "postpay",
        "service_type": 1,
    }


def pickup_body(carrier_orders: list[str], *, start: str, end: str, timezone: str) -> JsonObject:
    return {
        "data": {
            "order_activation": {
                "order_id": carrier_orders,
                "timezone": timezone,
                "start_time": start,
                "end_time": end,
            }
        }
    }


def _person(party: Party) -> JsonObject:
    return {"name": cut_bytes(plain(party.name), LONGEST_NAME), "phone_number": party.phone}


def _place(party: Party, area: str, *, hint: str) -> JsonObject:
    """`direction` is a landmark and mandatory: the note, else the village."""
    landmark = plain(hint) or plain(party.village) or plain(party.district) or "-"
    return {"address": plain(party.address_line), "area_id": int(area), "direction": landmark}


def _size(volume_cm3: int) -> JsonObject:
    side = side_cm(volume_cm3)
    return {"length": side, "width": side, "height": side}


def flat(body: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """A JSON body as dotted names and texts, for the record; lists stay JSON-like texts."""
    out: dict[str, str] = {}
    for name, value in body.items():
        if isinstance(value, dict):
            out |= flat(value, f"{prefix}{name}.")
        else:
            out[f"{prefix}{name}"] = str(value)
    return out
