"""KiriminAja's tracking call, in its exact shape, traps included: it tracks every parcel of the sandbox.

The parcel's own status is `status_code` on top, null in the details. `delivered_at` is months late, an
empty `refunded_at` is a blank text, the history is newest first with a row told twice, and its oldest row
has its keys in another order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from komship.lib.clock import JAKARTA
from shipping.sandbox.parcels import Endpoint, Parcel, ScanRow
from shipping.sandbox.world import World

Answer = dict[str, Any]
Row = dict[str, Any]

PATH = "/api/mitra/tracking"
TOKEN = "komship-sandbox-token"  # noqa: S105 - opens nothing but this sandbox
_METHOD = "shTracking"
_LATE = timedelta(days=95)
# Several steps made at once are dated back, but no parcel is scanned before it was created.
_CREATED_BEFORE = timedelta(hours=6)

# What a scan of the courier's becomes here. 100 says nearly everything, as in the printed example.
_CODES: Mapping[str, int] = {
    "RC1": 102,
    "OP1": 104,
    "D01": 200,
    "CR1": 401,
    "R01": 402,
    "U14": 701,
    "U11": 702,
    "CR2": 300,
    "U08": 311,
    "U06": 301,
}
_IN_TRANSIT, _AGAIN, _RETURNING, _FAILED, _UNKNOWN = 100, 152, 401, 500, 999


def request_fields(raw: bytes, authorization: str) -> dict[str, str]:
    """The JSON body as flat fields, and the login beside them as JNE's is."""
    try:
        body = json.loads(raw)
    except ValueError:
        body = {}
    order_id = body.get("order_id") if isinstance(body, dict) else None
    return {
        "order_id": order_id if isinstance(order_id, str) else "",
        "authorization": authorization,
    }


def is_login(fields: Mapping[str, str]) -> bool:
    return fields.get("authorization") == f"Bearer {TOKEN}"


def refusal(text: str, **more: object) -> Answer:
    return {"status": False, "text": text, "method": _METHOD, **more}


def login_refusal() -> Answer:
    return refusal("Unauthorized")


def tracking(world: World, order_id: str) -> Answer:
    """A parcel by airway bill or order number; 20 characters at most."""
    if not 0 < len(order_id) <= 20:
        text = "The order id must be a string of 1 to 20 characters."
        return refusal("Validation error", errors={"order_id": [text]})
    awbs = world.awbs_of.get(order_id) or [order_id]
    parcel = world.parcels.get(awbs[0])
    if parcel is None:
        world.count(Endpoint.KIRIMINAJA, "not_found")
        return refusal("Data tidak ditemukan")
    world.play(parcel)
    return _found(parcel)


def _found(parcel: Parcel) -> Answer:
    rows = _history(parcel)
    newest = rows[0]
    return {
        "status": True,
        "text": newest["status"],
        "method": _METHOD,
        "status_code": newest["status_code"],
        "details": _details(parcel, rows),
        "histories": rows,
    }


def local(moment: datetime) -> str:
    return f"{moment.astimezone(JAKARTA):%Y-%m-%d %H:%M:%S}"


def codes_of(scans: list[ScanRow]) -> list[int]:
    """KiriminAja's code for each scan, oldest first; digits are taken for its own codes."""
    codes: list[int] = []
    for scan in scans:
        if scan.code.isdecimal():
            codes.append(int(scan.code))
        elif _RETURNING in codes and scan.code not in {"R01", "U14", "U11"}:
            codes.append(_RETURNING)
        elif scan.code in _CODES:
            codes.append(_CODES[scan.code])
        elif scan.code == "IP3":
            codes.append(_AGAIN if {_FAILED, 301, 311} & set(codes) else _IN_TRANSIT)
        elif scan.code.startswith(("OP", "TP", "IP")):
            codes.append(_IN_TRANSIT)
        else:
            codes.append(_FAILED if scan.code.startswith(("U", "NT")) else _UNKNOWN)
    return codes


def _history(parcel: Parcel) -> list[Row]:
    scans = sorted(parcel.scans, key=lambda row: row.at)
    rows = [
        {
            "created_at": local(scan.at),
            # Remarks end with a blank.
            "status": f"{scan.text} ",
            "status_code": code,
            "driver": "",
            "receiver": parcel.recipient_name if code == 200 else "",
        }
        for scan, code in zip(scans, codes_of(scans), strict=True)
    ]
    created = {
        "status_code": _IN_TRANSIT,
        "receiver": "",
        "created_at": local(parcel.booked_at - _CREATED_BEFORE),
        "driver": "",
        "status": "Pesanan dibuat",
    }
    return [*rows[-1:], *reversed(rows), created]


def _time_of(rows: list[Row], *codes: int) -> datetime | None:
    times = [row["created_at"] for row in rows[:-1] if row["status_code"] in codes]
    return datetime.fromisoformat(min(times)).replace(tzinfo=JAKARTA) if times else None


def _details(parcel: Parcel, rows: list[Row]) -> Answer:
    shipped, delivered = _time_of(rows, 100, 106), _time_of(rows, 200)
    returned = _time_of(rows, 400, 402)
    return {
        "awb": parcel.awb,
        "signature_code": f"{crc32(parcel.awb.encode()):08X}",
        "sorting_code": "JOG-JOG1000-JKT2020",
        "order_id": parcel.order_id,
        "status_code": None,
        "estimation": "-",
        "service": "jne",
        "service_name": "REG",
        "drop": False,
        "shipped_at": local(shipped) if shipped else None,
        "delivered": delivered is not None,
        "delivered_at": local(delivered + _LATE) if delivered else None,
        "refunded": returned is not None,
        "refunded_at": local(returned) if returned else "",
        "images": _images(parcel) if delivered else None,
        "costs": _costs(parcel),
        "origin": _place(parcel, "SHIPPER", parcel.sender_name),
        "destination": _place(parcel, "RECEIVER", parcel.recipient_name),
    }


def _images(parcel: Parcel) -> Answer:
    address = f"https://images.invalid/pod||{parcel.awb}"
    return {"camera_img": f"{address}/camera", "signature_img": f"{address}/signature", "pop_img": None}


def _costs(parcel: Parcel) -> Answer:
    cod = parcel.fields.get("OLSHOP_COD_AMOUNT") or parcel.fields.get("COD_AMOUNT") or "0"
    return {
        "add_cost": 0,
        "currency": "IDR",
        "cod": int(cod) if cod.isdecimal() else 0,
        "insurance_amount": 0,
        "insurance_percent": 0,
        "discount_amount": 0,
        "subsidi_amount": 0,
        "shipping_cost": 10_000,
        "correction": 0,
    }


def _place(parcel: Parcel, role: str, name: str) -> Answer:
    def told(field: str) -> str:
        return parcel.fields.get(f"{role}_{field}") or parcel.fields.get(f"OLSHOP_{role}_{field}") or ""

    return {
        "name": name,
        "address": told("ADDR1"),
        "phone": told("PHONE"),
        "city": told("CITY"),
        "zip_code": told("ZIP"),
    }
