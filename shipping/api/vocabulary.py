"""Contract words of this app and the domain values they stand for."""

from typing import Any

from accounts.models import Warehouse
from accounts.states import Vehicle
from komship.lib import clock
from shipping.models import Destination
from shipping.selectors.shipments import HistoryLine

# Services the existing clients have a label for; others break the courier list of the order form.
CLIENT_SERVICE_CODES = frozenset(
    {
        "REG19",
        "CTC19",
        "JTR18",
        "SIUNT",
        "GOKIL",
        "STD",
        "IDlite",
        "Idtruck",
        "UDRREG",
        "DRGREG",
    }
)

# Inputs of the address form by the domain's name of the value.
ADDRESS_INPUTS = {
    "name": "address_name",
    "address_line": "address_detail",
    "contact_name": "pic",
    "contact_phone": "phone",
}

# The ops panel of 2022 writes its trucks in Indonesian.
VEHICLE_WORDS = {Vehicle.MOTOR: "MOTOR", Vehicle.MOBIL: "MOBIL", Vehicle.TRUCK: "TRUK"}
_VEHICLES = {word: name.value for name, word in VEHICLE_WORDS.items()} | {"TRUCK": Vehicle.TRUCK.value}

# Clients compare this exactly.
WAREHOUSE_TYPE = {"private": "Private Warehouse", "fulfilment": "Mitra Kompack"}


def vehicle_of(word: str) -> str | None:
    return _VEHICLES.get(word.strip().upper())


def destination_record(row: Destination) -> dict[str, Any]:
    return {
        "id": row.pk,
        "value": row.tariff_code,
        "label": row.label,
        "zip_code": row.postal_code,
        "origin_code": row.origin_code,
        "subdistrict_name": row.village,
        "district_name": row.district,
        "city_name": row.city,
        "province_name": row.province,
    }


def history_record(line: HistoryLine) -> dict[str, Any]:
    return {
        "date": clock.wib_text(line.occurred_at),
        "desc": line.text,
        "code": line.code,
        "status": line.event_class,
        "send_wa": 0,
        "type": "",
    }


def warehouse_record(row: Warehouse) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "detail_address": row.address_line,
        "pic_name": row.contact_name,
        "pic_phone": row.contact_phone,
        "is_default": int(row.is_default),
        "warehouse_type": WAREHOUSE_TYPE[row.kind],
    }
