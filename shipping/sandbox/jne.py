"""JNE's four endpoints, in JNE's exact shapes: always HTTP 200, and different in every detail.

Success is "sukses" here and "success" there, a refusal's `status` is the text "false" here and the
boolean there, a repeated order answers `cnote_no` here and `cnote` there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zlib import crc32

from komship.lib.clock import JAKARTA
from shipping.sandbox.jne_forms import CUSTOMS_FIELDS, DROPOFF_FIELDS, PICKUP_FIELDS, empty_field, misfit
from shipping.sandbox.parcels import Endpoint, Parcel, ScanRow
from shipping.sandbox.tariffs import is_destination, is_origin, tariff_rows
from shipping.sandbox.world import World

Form = Mapping[str, str]
Answer = dict[str, Any]

USERNAME = "TESTAPI"
API_KEY = "25c898a9faea1a100859ecd9ef674548"

_LOGIN_ERROR = "Username Or API KEY Not Found."
_POLICY = "Content not confirm our security Policy."
_EMPTY = "Please do not let paramaters empty."
_FAMILIES = frozenset({"REG", "YES", "SS", "OKE", "JTR", "JTR<130", "JTR<150", "JTR250", "SPS", "CTC"})
_CODES = _FAMILIES | {"REG19", "YES19", "JTR5", "JTR18", "SPS15", "OKE19", "CTC19", "CTC23"}
_MIXED_CASE = re.compile(r"[a-z]")


def is_login(form: Form) -> bool:
    return form.get("username") == USERNAME and form.get("api_key") == API_KEY


def login_refusal(endpoint: Endpoint) -> Answer:
    """generatecnote alone writes the text "false"."""
    return {"error": _LOGIN_ERROR, "status": "false" if endpoint is Endpoint.DROPOFF else False}


def policy_refusal() -> Answer:
    return {"status": False, "error": _POLICY}


def refusal(endpoint: Endpoint) -> Answer:
    """Of a parcel, for good; the books do not say why."""
    if endpoint is Endpoint.DROPOFF:
        return _detail(status="Error", reason=_POLICY, cnote_no=None)
    return {"status": False, "error": _POLICY}


def without_login(form: Form) -> dict[str, str]:
    return {name: value for name, value in form.items() if name not in {"username", "api_key"}}


# --------------------------------------------------------------------------------------------
# Tariff
# --------------------------------------------------------------------------------------------


def tariff(world: World, form: Form) -> Answer:
    weight = form.get("weight", "")
    kilograms = int(weight) if weight.isdecimal() and len(weight) < 5 else 0
    rows = tariff_rows(form.get("from", ""), form.get("thru", ""), kilograms)
    if rows is None:
        world.count(Endpoint.TARIFF, "not_found")
        return {"error": "Price Not Found.", "status": False}
    return {"price": rows}


# --------------------------------------------------------------------------------------------
# Create
# --------------------------------------------------------------------------------------------


def _detail(**row: str | None) -> Answer:
    return {"detail": [row]}


def dropoff(world: World, form: Form) -> Answer:
    """generatecnote: order of checks is ours, the books do not tell it."""
    missing = empty_field(DROPOFF_FIELDS, form)
    if missing:
        return _refused(world, Endpoint.DROPOFF, _detail(reason=_missing_text(missing), status="Error"))
    if misfit(DROPOFF_FIELDS, form):
        return _refused(world, Endpoint.DROPOFF, {"status": False, "error": _POLICY})
    known = world.by_order.get((Endpoint.DROPOFF, form["OLSHOP_ORDERID"]))
    if known is None:
        wrong = _wrong_code(form)
        if wrong:
            answer = _detail(status="Error", reason=f"{wrong} Not Exists", cnote_no=None)
            return _refused(world, Endpoint.DROPOFF, answer)
    issued = world.issue(Endpoint.DROPOFF, form["OLSHOP_ORDERID"], without_login(form))
    world.count(Endpoint.DROPOFF, "duplicates" if issued.is_existing else "booked")
    if issued.is_existing:
        reason = "Transaction no. already exists, please try with another"
        return _detail(status="Error", reason=reason, cnote_no=issued.awb)
    return _detail(status="sukses", cnote_no=issued.awb)


def _missing_text(name: str) -> str:
    return f"Please do not let field {name} empty"


def _wrong_code(form: Form) -> str | None:
    if not is_origin(form["OLSHOP_ORIG"]):
        return f"Origin Code {form['OLSHOP_ORIG']}"
    if not is_destination(form["OLSHOP_DEST"]):
        return f"Destination Code {form['OLSHOP_DEST']}"
    if form["OLSHOP_SERVICE"] not in _FAMILIES:
        return f"Service {form['OLSHOP_SERVICE']}"
    return None


def pickup(world: World, form: Form) -> Answer:
    """pickupcashless: both texts JNE has for an empty field are met, in turn."""
    needed = form.get("BRANCH", "").startswith("BTH") and any(not form.get(n) for n in CUSTOMS_FIELDS)
    if needed or empty_field(PICKUP_FIELDS, form):
        text = _POLICY if world.counts["pickupcashless:rejected"] % 2 == 0 else _EMPTY
        return _refused(world, Endpoint.PICKUP, {"status": False, "error": text})
    is_served = is_origin(form["ORIGIN_CODE"]) and is_destination(form["DESTINATION_CODE"])
    if misfit(PICKUP_FIELDS, form) or not is_served or form["SERVICE_CODE"] not in _CODES:
        return _refused(world, Endpoint.PICKUP, {"status": False, "error": _POLICY})
    if _MIXED_CASE.search(form["ORDER_ID"]):
        # Seen in the field: success without a number. Nothing is booked.
        return _detail(status="success", cnote_no=None)
    issued = world.issue(Endpoint.PICKUP, form["ORDER_ID"], without_login(form))
    world.count(Endpoint.PICKUP, "duplicates" if issued.is_existing else "booked")
    if issued.is_existing:
        reason = "Order id already exist, please try another one"
        return _detail(reason=reason, status="Error", cnote=issued.awb)
    return _detail(status="success", cnote_no=issued.awb)


def _refused(world: World, endpoint: Endpoint, answer: Answer) -> Answer:
    world.count(endpoint, "rejected")
    return answer


# --------------------------------------------------------------------------------------------
# Tracking
# --------------------------------------------------------------------------------------------


def tracking(world: World, awb: str) -> Answer:
    """A parcel without a scan is not found, exactly like one that never existed."""
    parcel = world.parcels.get(awb)
    if parcel is not None:
        world.play(parcel)
    if parcel is None or not parcel.scans:
        world.count(Endpoint.TRACKING, "not_found")
        return {"error": "Cnote No. Not Found.", "status": False}
    scans = sorted(parcel.scans, key=lambda row: row.at)
    return {
        "cnote": _cnote(parcel, scans),
        "detail": [_detail_of(parcel)],
        "history": [
            {"date": _local(row.at), "desc": row.text, "code": row.code} for row in _shuffled(awb, scans)
        ],
    }


def _shuffled(awb: str, scans: list[ScanRow]) -> list[ScanRow]:
    """JNE's list is in no useful order: here it is another one per airway bill, always the same."""
    return sorted(scans, key=lambda row: crc32(f"{awb}{row.code}{row.at}".encode()))


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(JAKARTA):%d-%m-%Y %H:%M}"


def _iso(moment: datetime) -> str:
    return moment.astimezone(JAKARTA).isoformat(timespec="milliseconds")


def stored(text: str, limit: int) -> str | None:
    """As JNE keeps a text: escaped first, cut to the column afterwards."""
    for raw, escaped in (("&", "&amp;"), ("'", "&#39;"), ('"', "&quot;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(raw, escaped)
    return text.encode()[:limit].decode(errors="ignore") or None


def _last_delivery(scans: list[ScanRow]) -> ScanRow | None:
    return next((row for row in reversed(scans) if row.text.startswith("DELIVERED TO")), None)


def _cnote(parcel: Parcel, scans: list[ScanRow]) -> Answer:
    form = parcel.fields
    end = _last_delivery(scans)
    return {
        "cnote_no": parcel.awb,
        "reference_number": None,
        "cnote_origin": form.get("OLSHOP_ORIG") or form.get("ORIGIN_CODE"),
        "cnote_destination": form.get("OLSHOP_DEST") or form.get("DESTINATION_CODE"),
        "cnote_services_code": form.get("OLSHOP_SERVICE") or form.get("SERVICE_CODE"),
        "servicetype": form.get("SERVICE_CODE") or "REG19",
        "cnote_cust_no": form.get("OLSHOP_CUST") or form.get("CUST_ID"),
        "cnote_date": _iso(parcel.booked_at),
        "cnote_pod_receiver": stored(parcel.recipient_name.upper(), 60) if end else None,
        "cnote_receiver_name": stored(parcel.recipient_name, 30),
        "city_name": parcel.destination,
        "cnote_pod_date": _iso(end.at) if end else None,
        "pod_status": "DELIVERED" if end else "ON PROCESS",
        "last_status": scans[-1].text,
        "cust_type": "999",
        "cnote_amount": form.get("OLSHOP_GOODSVALUE") or form.get("GOODS_AMOUNT"),
        "cnote_weight": form.get("OLSHOP_WEIGHT") or form.get("WEIGHT"),
        "pod_code": end.code if end else None,
        "keterangan": "YANG BERSANGKUTAN" if end else None,
        "cnote_goods_descr": "-",
        "freight_charge": "0",
        "shippingcost": "0",
        "insuranceamount": "0",
        "priceperkg": "0",
        "signature": None,
        "photo": None,
        "long": None,
        "lat": None,
        "estimate_delivery": " Days",
    }


def _detail_of(parcel: Parcel) -> Answer:
    form = parcel.fields
    prefix = "OLSHOP_" if parcel.endpoint is Endpoint.DROPOFF else ""
    # Two revisions of JNE's book differ in this column; both forms are met.
    is_iso = crc32(parcel.awb.encode()) % 2 == 0
    row: Answer = {
        "cnote_no": parcel.awb,
        "cnote_date": _iso(parcel.booked_at) if is_iso else _local(parcel.booked_at),
        "cnote_weight": form.get("OLSHOP_WEIGHT") or form.get("WEIGHT"),
        "cnote_origin": parcel.origin,
    }
    for ours, theirs in (("shipper", "SHIPPER"), ("receiver", "RECEIVER")):
        row[f"cnote_{ours}_name"] = stored(form.get(f"{prefix}{theirs}_NAME", ""), 30)
        for line in (1, 2, 3):
            text = form.get(f"{prefix}{theirs}_ADDR{line}", "")
            row[f"cnote_{ours}_addr{line}"] = stored(text, 30)
        row[f"cnote_{ours}_city"] = stored(form.get(f"{prefix}{theirs}_CITY", ""), 20)
    return row
