"""Shipper's endpoints, in Shipper's shapes: real HTTP statuses, errors inside `metadata`, strict types.

An order is created inactive and without an airway bill; a repeated external id makes a second order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from komship.lib import clock
from komship.lib.clock import JAKARTA
from shipping.sandbox.parcels import Endpoint, Move, Parcel, ScanRow
from shipping.sandbox.shipper_prices import final_price, is_area, price_rows, rate_of
from shipping.sandbox.world import World

Body = dict[str, Any]

API_KEY = "sandbox-shipper-key"
MOST_PER_PICKUP = 30

_INVALID = (400, 10005, "Invalid Input. Please Validate Your Input.")
_NO_LOGIN = (401, 10001, "Unauthorized Access. You are not authorized to access this resource.")
_BAD_RATE = (400, 810, "Invalid rate_id")
_NOT_FOUND = (404, 10004, "Record Not Found")
_TOO_MANY = (429, 10029, "Too Many Requests")

_PHONE = re.compile(r"62[0-9]{8,12}")
_TEXT = re.compile(r"[A-Za-z0-9 .,/()#+:-]+")
_PREFIXES = {"SICEPAT": "00", "IDE": "IDE", "SAP": "CGK"}


@dataclass(frozen=True)
class Reply:
    status: int
    body: Body


def success(path: str, data: object, status: int = 200) -> Reply:
    return Reply(status, {"metadata": _metadata(path, status), "data": data})


def failure(path: str, error: tuple[int, int, str]) -> Reply:
    """Errors sit inside metadata, and there is no data."""
    status, code, message = error
    metadata = _metadata(path, status) | {"errors": [{"code": code, "message": message}]}
    return Reply(status, {"metadata": metadata})


def invalid(path: str) -> Reply:
    return failure(path, _INVALID)


def login_refusal(path: str) -> Reply:
    return failure(path, _NO_LOGIN)


def not_found(path: str) -> Reply:
    return failure(path, _NOT_FOUND)


def too_many(path: str) -> Reply:
    return failure(path, _TOO_MANY)


def _metadata(path: str, status: int) -> Body:
    return {
        "path": path,
        "http_status_code": status,
        "http_status": HTTPStatus(status).phrase,
        "timestamp": int(clock.now().timestamp()),
    }


def _dig(body: Mapping[str, Any], path: str) -> Any:
    value: Any = body
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _is_int(value: object, least: int = 1) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


# --------------------------------------------------------------------------------------------
# Prices
# --------------------------------------------------------------------------------------------


def pricing(world: World, path: str, body: Body) -> Reply:
    """Strict about types, as Shipper is: a number sent as a text is invalid input."""
    areas = [_dig(body, f"{end}.area_id") for end in ("origin", "destination")]
    numbers = [body.get(name) for name in ("weight", "height", "length", "width", "item_value")]
    if (
        not all(map(is_area, areas))
        or not all(map(_is_int, numbers))
        or not isinstance(body.get("cod"), bool)
    ):
        world.count(Endpoint.SHIPPER_PRICING, "rejected")
        return invalid(path)
    rows = price_rows(areas[0], areas[1], body["weight"], body["item_value"])
    return success(path, {"origin": {}, "destination": {}, "pricings": rows[: body.get("limit") or 30]})


# --------------------------------------------------------------------------------------------
# Orders
# --------------------------------------------------------------------------------------------

_TEXTS = (
    "consignee.name",
    "consigner.name",
    "destination.address",
    "destination.direction",
    "origin.address",
    "origin.direction",
)
_PHONES = ("consignee.phone_number", "consigner.phone_number")
_NUMBERS = (
    "courier.rate_id",
    "package.height",
    "package.length",
    "package.width",
    "package.weight",
    "package.price",
)


def _is_valid(body: Body) -> bool:
    items = _dig(body, "package.items")
    return (
        all(isinstance(_dig(body, name), str) and _TEXT.fullmatch(_dig(body, name)) for name in _TEXTS)
        and all(
            _PHONE.fullmatch(str(_dig(body, f"{who}.phone_number"))) for who in ("consignee", "consigner")
        )
        and all(_is_int(_dig(body, name)) for name in _NUMBERS)
        and all(is_area(_dig(body, f"{end}.area_id")) for end in ("origin", "destination"))
        and isinstance(_dig(body, "courier.use_insurance"), bool)
        and _dig(body, "package.package_type") == 2
        and isinstance(items, list)
        and bool(items)
        and all(_is_int(item.get(name)) for item in items for name in ("id", "price", "qty"))
    )


def create(world: World, path: str, body: Body) -> Reply:
    if not _is_valid(body):
        return _refused(world, invalid(path))
    rate = rate_of(body["courier"]["rate_id"])
    origin, destination = body["origin"]["area_id"], body["destination"]["area_id"]
    price = final_price(rate, origin, destination, body["package"]["weight"]) if rate else None
    if rate is None or price is None:
        return _refused(world, failure(path, _BAD_RATE))
    cod = body["courier"].get("cod_amount")
    # Strictly greater than the price; absent is no COD.
    if cod is not None and not (_is_int(cod) and cod > price):
        return _refused(world, invalid(path))
    fields = _fields(body) | {"price": str(price), "logistic": rate.code, "rate_name": rate.name}
    parcel = world.take_order(str(body.get("external_id") or ""), fields)
    world.count(Endpoint.SHIPPER_ORDER, "booked")
    return success(path, _order(parcel), 201)


def _refused(world: World, reply: Reply) -> Reply:
    world.count(Endpoint.SHIPPER_ORDER, "rejected")
    return reply


def _fields(body: Body) -> dict[str, str]:
    """What is kept of an order: the body itself, and the names the sandbox's page shows."""
    return {
        "body": json.dumps(body),
        "SHIPPER_NAME": body["consigner"]["name"],
        "RECEIVER_NAME": body["consignee"]["name"],
        "SHIPPER_CITY": f"area {body['origin']['area_id']}",
        "RECEIVER_CITY": f"area {body['destination']['area_id']}",
    }


def _order(parcel: Parcel) -> Body:
    body: Body = json.loads(parcel.fields["body"])
    cod = body["courier"].get("cod_amount") or 0
    is_paid = Move.PAID in parcel.moves
    return {
        "coverage": body.get("coverage"),
        "external_id": parcel.order_id,
        "order_id": parcel.awb,
        "payment_type": body.get("payment_type"),
        "courier": {
            "rate_id": body["courier"]["rate_id"],
            "rate_name": parcel.fields["rate_name"],
            "logistic_name": parcel.fields["logistic"],
            "amount": int(parcel.fields["price"]),
            "use_insurance": body["courier"]["use_insurance"],
            "insurance_amount": 0,
            "cod": bool(cod),
            "is_drop_off": False,
        },
        "consignee": {**body["consignee"], "email": ""},
        "consigner": {**body["consigner"], "email": ""},
        "destination": _place(body["destination"]),
        "origin": _place(body["origin"]),
        # The price is the sum of the items, whatever was sent.
        "package": {
            **body["package"],
            "price": sum(item["price"] * item["qty"] for item in body["package"]["items"]),
            "item_categories": [],
        },
        "plugin": "",
        "is_multikoli": False,
        "is_cod": bool(cod),
        "cod": {
            "cod_amount": cod,
            "disburse_sla": 1,
            "disburse_status": int(is_paid),
            "disburse_date": "",
            "disbursed_amount": cod if is_paid else 0,
            "platform_fee_amount": 1_000 if cod else 0,
            "cod_fee_amount": cod * 3 // 100,
            "order": int(bool(cod)),
        },
    }


def _place(sent: Body) -> Body:
    return {
        **sent,
        "area_name": f"Area {sent['area_id']}",
        "country_id": 228,
        "country_name": "INDONESIA",
        "lat": "",
        "lng": "",
        "postcode": "",
        "email_address": "",
        "company_name": "",
    }


# --------------------------------------------------------------------------------------------
# Look-ups and tracking
# --------------------------------------------------------------------------------------------


def lookup(world: World, path: str, external_id: str) -> Reply:
    """By our number. Of several orders the first is told: nothing says that there are more."""
    numbers = world.awbs_of.get(external_id, [])
    parcel = next((world.parcels[number] for number in numbers if world.parcels[number].is_shipper), None)
    return not_found(path) if parcel is None else success(path, _detail(world, parcel))


def detail(world: World, path: str, order_id: str) -> Reply:
    parcel = world.parcels.get(order_id)
    if parcel is None or not parcel.is_shipper:
        world.count(Endpoint.SHIPPER_DETAIL, "not_found")
        return not_found(path)
    world.play(parcel)
    return success(path, _detail(world, parcel))


def awb_number(world: World, parcel: Parcel) -> str:
    """Empty until some time after the activation."""
    if parcel.activated_at is None:
        return ""
    if not parcel.scans and world.now() < parcel.activated_at + timedelta(seconds=world.awb_delay_s):
        return ""
    return f"{_PREFIXES.get(parcel.fields['logistic'], '')}{int(parcel.awb, 36)}"


def _detail(world: World, parcel: Parcel) -> Body:
    rows = [ScanRow(parcel.booked_at, "1000", "Order has been prepared")]
    if parcel.activated_at:
        rows.append(ScanRow(parcel.activated_at, "1001", "Pickup requested"))
    rows = sorted([*rows, *parcel.scans], key=lambda row: row.at)
    return {
        **_order(parcel),
        "awb_number": awb_number(world, parcel),
        "is_active": parcel.activated_at is not None,
        "pickup_code": parcel.pickup_code,
        "creation_date": _utc(parcel.booked_at),
        "driver": {"name": "", "phone": "", "vehicle_type": "", "vehicle_number": ""},
        "proof_of_delivery": {"photo": "", "signature": ""},
        "shipment_status": {**_status(rows[-1]), "updated_date": _utc(rows[-1].at)},
        # Newest first, as is usual there.
        "trackings": [
            {
                "shipper_status": _status(row),
                "logistic_status": {"code": 99, "name": row.text, "description": row.text},
                "created_date": _utc(row.at),
            }
            for row in reversed(rows)
        ],
    }


def _status(row: ScanRow) -> Body:
    code = int(row.code) if row.code.isdecimal() else row.code
    return {"code": code, "name": row.text, "description": row.text}


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


# --------------------------------------------------------------------------------------------
# Pickups
# --------------------------------------------------------------------------------------------


def slots(world: World, path: str) -> Reply:
    """Whole hours from nine to nine in Jakarta, from the next one on, for a week."""
    now = world.now().astimezone(JAKARTA)
    hour = now.replace(minute=0, second=0, microsecond=0)
    starts = (hour + timedelta(hours=step) for step in range(1, 24 * 8))
    rows = [
        {"start_time": start.isoformat(), "end_time": (start + timedelta(hours=1)).isoformat()}
        for start in starts
        if 8 <= start.hour < 22
    ]
    return success(path, {"request_time": now.isoformat(), "time_zone": "Asia/Jakarta", "time_slots": rows})


def pickup(world: World, path: str, body: Body) -> Reply:
    """One pickup for all orders, or for none of them."""
    asked = _dig(body, "data.order_activation.order_id")
    window = [_dig(body, f"data.order_activation.{name}") for name in ("start_time", "end_time")]
    parcels = [world.parcels.get(number) for number in asked] if isinstance(asked, list) else []
    wanted = [parcel for parcel in parcels if parcel and parcel.is_shipper and not parcel.has_ended]
    if not 0 < len(parcels) <= MOST_PER_PICKUP or len(wanted) < len(parcels) or not all(window):
        world.count(Endpoint.SHIPPER_PICKUP, "rejected")
        return invalid(path)
    code = f"P{world.counts['shipper-pickup:booked'] + 1:07d}"
    for parcel in wanted:
        if parcel.activated_at is not None:
            world.count(Endpoint.SHIPPER_PICKUP, "repeated")
        world.activate(parcel, code)
    world.count(Endpoint.SHIPPER_PICKUP, "booked")
    rows = [
        {
            "order_id": parcel.awb,
            "pickup_code": parcel.pickup_code,
            "is_activate": True,
            "pickup_time": window[0],
        }
        for parcel in wanted
    ]
    return success(path, {"order_activations": rows})
