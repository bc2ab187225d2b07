"""A parcel in JNE's two vocabularies: generatecnote (drop-off) and pickupcashless (pickup). Pure.

Limits count bytes, so every text is brought to plain ASCII first. JNE stores quotes and ampersands
HTML-escaped and cuts afterwards; they are replaced here. An address that needs more room than JNE
has is refused with the name of the field: a cut address sends the parcel to the wrong door.
Field tables: JNE API book (generatecnote 31 fields, pickupcashless 64 fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from komship.lib.text import DoesNotFit, ascii_safe, cut_bytes, split_lines
from shipping.carriers.base import CarrierRejected, ParcelRequest, Party, PickupPlan
from shipping.rules.weight import whole_kg

_ORDER_NUMBER = re.compile(r"[A-Z0-9-]{1,20}")
_POSTAL_CODE = re.compile(r"[0-9]{5}")
_PHONE = re.compile(r"62[0-9]{6,12}")
_CODE = re.compile(r"[A-Z0-9]{4,10}")
_SERVICE = re.compile(r"[A-Za-z0-9<>+-]{1,10}")
_CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_CITY_KIND = re.compile(r"^(KABUPATEN|KAB\.?|KOTA ADMINISTRASI|KOTA)\s+", re.IGNORECASE)

# Provinces whose official names are longer than JNE's 20 bytes, in their usual short form.
_SHORT_REGIONS = (
    (re.compile(r"^DAERAH ISTIMEWA ", re.IGNORECASE), "DI "),
    (re.compile(r"^DAERAH KHUSUS (IBUKOTA )?", re.IGNORECASE), "DKI "),
    (re.compile(r"^KEPULAUAN ", re.IGNORECASE), "KEP "),
)

_JNE_ROUND_UP_FROM_G = 300
_MERCHANT_ID = "KOMSHIP"
_COUNTRY = "INDONESIA"
# Batam is a customs area: pickupcashless wants tax value, item type, HS codes and tax number there.
_CUSTOMS_BRANCH = "BTH"


class _Refusals:
    """Collects what does not fit, so that the seller sees everything at once."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def add(self, field: str, message: str) -> None:
        self.fields.setdefault(field, message)

    def rejection(self) -> CarrierRejected:
        return CarrierRejected(" ".join(self.fields.values()), fields=self.fields)

    def raise_if_any(self) -> None:
        if self.fields:
            raise self.rejection()


# --------------------------------------------------------------------------------------------
# Single values
# --------------------------------------------------------------------------------------------


def city_form(name: str, limit: int) -> str:
    """City without its administrative prefix, ASCII, cut to `limit` bytes."""
    return cut_bytes(_CITY_KIND.sub("", ascii_safe(name)), limit) or "-"


def region_form(name: str, limit: int) -> str:
    """Province in its short form, ASCII, cut to `limit` bytes."""
    text = ascii_safe(name)
    for pattern, short in _SHORT_REGIONS:
        text = pattern.sub(short, text)
    return cut_bytes(text, limit) or "-"


def address_lines(party: Party, width: int) -> list[str]:
    """Exactly three lines of at most `width` bytes: the address itself, then the area names.

    The second line is mandatory at JNE. Area names fill what is left over and are shortened
    freely, because the destination code already decides the place. Raises DoesNotFit.
    """
    lines = split_lines(ascii_safe(party.address_line), width=width, lines=3)
    lines += _area_lines(party, width=width, room=3 - len(lines))
    if len(lines) == 1:
        lines.append(city_form(party.city, width))
    return [*lines, "", "", ""][:3]


def _area_lines(party: Party, *, width: int, room: int) -> list[str]:
    names = [ascii_safe(party.village), ascii_safe(party.district), ascii_safe(party.city)]
    for first, last in ((0, 3), (0, 2), (1, 3), (1, 2)):
        area = ", ".join(name for name in names[first:last] if name)
        try:
            return split_lines(area, width=width, lines=room)
        except DoesNotFit:
            continue
    return []


def pickup_weight(weight_g: int, billed_kg: int) -> str:
    """Kilograms with up to three decimals: the true grams, unless the outer size bills for more."""
    if whole_kg(weight_g, round_up_from_g=_JNE_ROUND_UP_FROM_G) < billed_kg:
        return str(billed_kg)
    kilograms, grams = divmod(max(weight_g, 1), 1000)
    return f"{kilograms}.{grams:03d}".rstrip("0").rstrip(".")


# --------------------------------------------------------------------------------------------
# Checks common to both calls
# --------------------------------------------------------------------------------------------


def _check_party(party: Party, *, role: str, label: str, width: int) -> Iterator[tuple[str, str]]:
    if not ascii_safe(party.name):
        yield f"{role}.name", _("Nama %(who)s harus ditulis dengan huruf latin.") % {"who": label}
    if not ascii_safe(party.address_line):
        yield (
            f"{role}.address_line",
            _("Alamat %(who)s harus ditulis dengan huruf latin.") % {"who": label},
        )
    else:
        try:
            address_lines(party, width)
        except DoesNotFit:
            yield (
                f"{role}.address_line",
                _("Alamat %(who)s terlalu panjang untuk JNE: maksimal %(limit)s karakter.")
                % {"who": label, "limit": 3 * width},
            )
    if not _POSTAL_CODE.fullmatch(party.postal_code):
        yield f"{role}.postal_code", _("Kode pos %(who)s harus 5 angka.") % {"who": label}
    if not _PHONE.fullmatch(party.phone):
        yield (
            f"{role}.phone",
            _("Nomor telepon %(who)s tidak bisa dipakai di JNE: maksimal 12 angka setelah +62.")
            % {"who": label},
        )


def _check_codes(parcel: ParcelRequest) -> Iterator[tuple[str, str]]:
    if not _ORDER_NUMBER.fullmatch(parcel.order_number):
        yield "order_number", _("Nomor pesanan tidak bisa dipakai di JNE.")
    if not _CODE.fullmatch(parcel.origin_code):
        yield "origin_code", _("Alamat asal belum punya kode wilayah JNE.")
    if not _CODE.fullmatch(parcel.destination_code):
        yield "destination_code", _("Alamat tujuan belum punya kode wilayah JNE.")
    if not _SERVICE.fullmatch(parcel.service_family):
        yield "service_family", _("Layanan JNE tidak dikenal.")
    if not _SERVICE.fullmatch(parcel.service_code):
        yield "service_code", _("Layanan JNE tidak dikenal.")


def _check_numbers(parcel: ParcelRequest) -> Iterator[tuple[str, str]]:
    if not 1 <= parcel.billed_kg <= 999:
        yield "billed_kg", _("Berat paket untuk JNE harus 1 sampai 999 kg.")
    if not 1 <= parcel.weight_g < 1_000_000:
        yield "weight_g", _("Berat paket untuk JNE harus di bawah 1.000 kg.")
    if not 1 <= parcel.quantity <= 99_999:
        yield "quantity", _("Jumlah barang untuk JNE harus 1 sampai 99.999.")
    if not 0 < parcel.goods_value_rp < 10**12:
        yield "goods_value_rp", _("Nilai barang harus lebih dari nol.")
    if not ascii_safe(parcel.goods_description):
        yield "goods_description", _("Nama barang harus ditulis dengan huruf latin.")
    if parcel.is_cod and not 0 < parcel.cod_amount_rp < 10**12:
        yield "cod_amount_rp", _("Nilai COD harus lebih dari nol.")


def _checked(parcel: ParcelRequest, *, width: int) -> _Refusals:
    refusals = _Refusals()
    people = (
        (parcel.sender, "sender", _("pengirim")),
        (parcel.recipient, "recipient", _("penerima")),
    )
    for party, role, label in people:
        for field, message in _check_party(party, role=role, label=label, width=width):
            refusals.add(field, message)
    for field, message in (*_check_codes(parcel), *_check_numbers(parcel)):
        refusals.add(field, message)
    return refusals


def branch_of(origin_code: str) -> str:
    """JNE's branch of an origin: CGK10000 -> CGK000."""
    return origin_code[:3] + "000"


def _filled(fields: dict[str, str]) -> dict[str, str]:
    """Optional fields without a value are left out: JNE takes a blank for an answer."""
    return {name: value for name, value in fields.items() if value}


def _text(value: str, limit: int) -> str:
    return cut_bytes(ascii_safe(value), limit) or "-"


def _cod_amount(parcel: ParcelRequest) -> str:
    return str(parcel.cod_amount_rp if parcel.is_cod else 0)


# --------------------------------------------------------------------------------------------
# generatecnote
# --------------------------------------------------------------------------------------------


def _dropoff_party(prefix: str, party: Party) -> dict[str, str]:
    first, second, third = address_lines(party, 30)
    return {
        f"{prefix}_NAME": _text(party.name, 30),
        f"{prefix}_ADDR1": first,
        f"{prefix}_ADDR2": second,
        f"{prefix}_ADDR3": third,
        f"{prefix}_CITY": city_form(party.city, 20),
        f"{prefix}_REGION": region_form(party.province, 20),
        f"{prefix}_ZIP": party.postal_code,
        f"{prefix}_PHONE": f"+{party.phone}",
    }


def dropoff_fields(parcel: ParcelRequest, customer_number: str) -> dict[str, str]:
    """The form of generatecnote without login. Raises CarrierRejected before anything is sent.

    Whole kilograms only; COD_FLAG is YES or N (not NO); COD_AMOUNT is 0 without COD; goods type 2
    is a parcel.
    """
    _checked(parcel, width=30).raise_if_any()
    fields = {
        "BRANCH": branch_of(parcel.origin_code),
        "CUST": customer_number,
        "ORDERID": parcel.order_number,
        **_dropoff_party("SHIPPER", parcel.sender),
        **_dropoff_party("RECEIVER", parcel.recipient),
        "QTY": str(parcel.quantity),
        "WEIGHT": str(parcel.billed_kg),
        "GOODSDESC": _text(parcel.goods_description, 60),
        "GOODSVALUE": str(parcel.goods_value_rp),
        "GOODSTYPE": "2",
        "INST": cut_bytes(ascii_safe(parcel.instruction), 60),
        "INS_FLAG": "Y" if parcel.is_insured else "N",
        "ORIG": parcel.origin_code,
        "DEST": parcel.destination_code,
        "SERVICE": parcel.service_family,
        "COD_FLAG": "YES" if parcel.is_cod else "N",
        "COD_AMOUNT": _cod_amount(parcel),
    }
    return {f"OLSHOP_{name}": value for name, value in _filled(fields).items()}


# --------------------------------------------------------------------------------------------
# pickupcashless
# --------------------------------------------------------------------------------------------


def _pickup_party(prefix: str, party: Party) -> dict[str, str]:
    first, second, third = address_lines(party, 85)
    return {
        f"{prefix}_NAME": _text(party.name, 30),
        f"{prefix}_ADDR1": first,
        f"{prefix}_ADDR2": second,
        f"{prefix}_ADDR3": third,
        f"{prefix}_CITY": city_form(party.city, 20),
        f"{prefix}_ZIP": party.postal_code,
        f"{prefix}_REGION": region_form(party.province, 20),
        f"{prefix}_COUNTRY": _COUNTRY,
        f"{prefix}_CONTACT": _text(party.name, 20),
        f"{prefix}_PHONE": f"+{party.phone}",
    }


def _return_fields(party: Party, branch: str) -> dict[str, str]:
    """Where a return goes: 30-byte lines, all optional, so left out when the address needs more."""
    try:
        first, second, third = address_lines(party, 30)
    except DoesNotFit:
        return {}
    return {
        "RETURN_NAME": _text(party.name, 30),
        "RETURN_ADDR1": first,
        "RETURN_ADDR2": second,
        "RETURN_ADDR3": third,
        "RETURN_CITY": city_form(party.city, 20),
        "RETURN_ZIP": party.postal_code,
        "RETURN_REGION": region_form(party.province, 20),
        "RETURN_COUNTRY": _COUNTRY,
        "RETURN_CONTACT": _text(party.name, 20),
        "RETURN_PHONE": f"+{party.phone}",
        "RETURN_BRANCH": branch,
    }


def _plan_fields(plan: PickupPlan, sender: Party) -> dict[str, str]:
    return {
        "PICKUP_NAME": _text(sender.name, 50),
        "PICKUP_DATE": plan.on.strftime("%d-%m-%Y"),
        "PICKUP_TIME": plan.time,
        "PICKUP_PIC": _text(plan.contact_name, 30),
        "PICKUP_PIC_PHONE": f"+{plan.contact_phone}",
        "PICKUP_ADDRESS": _text(plan.address_line, 300),
        "PICKUP_DISTRICT": _text(plan.district, 30),
        "PICKUP_CITY": city_form(plan.city, 30),
        "PICKUP_SERVICE": "REG",
        "PICKUP_VEHICLE": plan.vehicle.value,
    }


def _no_plan(refusals: _Refusals) -> CarrierRejected:
    refusals.add("pickup", _("Jadwal penjemputan belum diisi."))
    return refusals.rejection()


def _check_plan(plan: PickupPlan, *, origin_code: str, refusals: _Refusals) -> None:
    if not _CLOCK_TIME.fullmatch(plan.time):
        refusals.add("pickup.time", _("Jam penjemputan harus berbentuk JJ:MM."))
    if not _PHONE.fullmatch(plan.contact_phone):
        refusals.add("pickup.contact_phone", _("Nomor telepon penjemputan tidak valid."))
    if not ascii_safe(plan.contact_name):
        refusals.add("pickup.contact_name", _("Nama penjemputan harus memakai huruf latin."))
    if not 0 < len(ascii_safe(plan.address_line)) <= 300:
        refusals.add("pickup.address_line", _("Alamat penjemputan harus 1 sampai 300 karakter."))
    if origin_code.startswith(_CUSTOMS_BRANCH):
        refusals.add(
            "origin_code",
            _("Penjemputan JNE dari Batam butuh data bea cukai. Pilih antar sendiri ke konter."),
        )


def pickup_fields(parcel: ParcelRequest, customer_number: str) -> dict[str, str]:
    """The form of pickupcashless without login. Raises CarrierRejected before anything is sent.

    COD_FLAG is YES or NO here; address lines have 85 bytes, CONTACT only 20; a missing special
    instruction is a dash; weight may carry grams.
    """
    refusals = _checked(parcel, width=85)
    plan = parcel.pickup
    if plan is None:
        raise _no_plan(refusals)
    _check_plan(plan, origin_code=parcel.origin_code, refusals=refusals)
    refusals.raise_if_any()
    branch = branch_of(parcel.origin_code)
    return _filled(
        {
            **_plan_fields(plan, parcel.sender),
            "BRANCH": branch,
            "CUST_ID": customer_number,
            "ORDER_ID": parcel.order_number,
            **_pickup_party("SHIPPER", parcel.sender),
            **_pickup_party("RECEIVER", parcel.recipient),
            "ORIGIN_CODE": parcel.origin_code,
            "DESTINATION_CODE": parcel.destination_code,
            "SERVICE_CODE": parcel.service_code,
            "WEIGHT": pickup_weight(parcel.weight_g, parcel.billed_kg),
            "QTY": str(parcel.quantity),
            "GOODS_DESC": _text(parcel.goods_description, 60),
            "GOODS_AMOUNT": str(parcel.goods_value_rp),
            "INSURANCE_FLAG": "Y" if parcel.is_insured else "N",
            "SPECIAL_INS": _text(parcel.instruction, 60),
            "MERCHANT_ID": _MERCHANT_ID,
            "TYPE": "PICKUP",
            "COD_FLAG": "YES" if parcel.is_cod else "NO",
            "COD_AMOUNT": _cod_amount(parcel),
            **_return_fields(parcel.sender, branch),
        }
    )
