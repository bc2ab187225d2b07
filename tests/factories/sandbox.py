"""The courier sandbox on a loopback port, and parcels to send to it.

Import the fixture where it is used: `from tests.factories.sandbox import sandbox as sandbox`.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shipping.carriers.base import CarrierLogin, Handover, ParcelRequest, Party, PickupPlan
from shipping.carriers.jne.client import JneCarrier
from shipping.carriers.kiriminaja.client import KiriminAjaTracker
from shipping.carriers.shipper.client import ShipperCarrier
from shipping.sandbox import kiriminaja
from shipping.sandbox import shipper as sandbox_shipper
from shipping.sandbox.faults import Fault, FaultKind
from shipping.sandbox.jne import API_KEY, USERNAME
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer

SITI_IN_JAKARTA = Party(
    name="Siti Aminah",
    phone="6281234567890",
    address_line="Jl. Melati No. 5 RT 03 RW 04",
    village="Cilandak Barat",
    district="Cilandak",
    city="KOTA JAKARTA SELATAN",
    province="DKI JAKARTA",
    postal_code="12430",
)
AYU_IN_BANDUNG = Party(
    name="Ayu Lestari",
    phone="6289876543210",
    address_line="Jl. Anggrek 12",
    village="Dago",
    district="Coblong",
    city="KOTA BANDUNG",
    province="JAWA BARAT",
    postal_code="40135",
)
PLAN = PickupPlan(
    on=date(2025, 3, 7),
    time="14:30",
    contact_name="Budi Santoso",
    contact_phone="6281111222333",
    address_line="Jl. Melati No. 5",
    district="Cilandak",
    city="KOTA JAKARTA SELATAN",
)
_DROPOFF = ParcelRequest(
    order_number="KOM2503070001",
    handover=Handover.DROPOFF,
    service_family="REG",
    service_code="REG19",
    origin_code="CGK10000",
    destination_code="BDO10000",
    sender=SITI_IN_JAKARTA,
    recipient=AYU_IN_BANDUNG,
    weight_g=1_300,
    billed_kg=1,
    quantity=2,
    goods_description="Gamis biru, kerudung",
    goods_value_rp=150_000,
)


def dropoff_parcel(**changes: Any) -> ParcelRequest:
    return replace(_DROPOFF, **changes)


def pickup_parcel(**changes: Any) -> ParcelRequest:
    return replace(_DROPOFF, **{"handover": Handover.PICKUP, "pickup": PLAN, **changes})


def jne_of(server: SandboxServer, *, timeout_s: float = 5.0, **changes: str) -> JneCarrier:
    """The real JNE client, pointed at a sandbox."""
    values = {
        "base_url": server.url,
        "booking_base_url": server.url,
        "username": USERNAME,
        "secret": API_KEY,
        "customer_number": "TESTAKUN",
        **changes,
    }
    return JneCarrier(CarrierLogin(read_timeout_s=timeout_s, booking_timeout_s=timeout_s, **values))


def cod_parcel(**changes: Any) -> ParcelRequest:
    """A COD parcel from Jakarta to Bandung for Shipper, by area ids, on a pickup."""
    values = {
        "service_family": "SIUNT",
        "service_code": "SIUNT",
        "origin_code": "123400001",
        "destination_code": "567800002",
        "is_cod": True,
        "cod_amount_rp": 180_000,
        "shipping_rp": 20_000,
        "volume_cm3": 6_000,
    }
    return pickup_parcel(**values | changes)


def shipper_of(server: SandboxServer, *, timeout_s: float = 5.0, **changes: str) -> ShipperCarrier:
    """The real Shipper client, pointed at a sandbox."""
    values = {
        "base_url": server.url,
        "booking_base_url": server.url,
        "username": "",
        "secret": sandbox_shipper.API_KEY,
        **changes,
    }
    return ShipperCarrier(CarrierLogin(read_timeout_s=timeout_s, booking_timeout_s=timeout_s, **values))


def kiriminaja_of(server: SandboxServer, *, timeout_s: float = 5.0, token: str = "") -> KiriminAjaTracker:
    """The real KiriminAja client, pointed at a sandbox."""
    secret = token or kiriminaja.TOKEN
    return KiriminAjaTracker(CarrierLogin(base_url=server.url, secret=secret, read_timeout_s=timeout_s))


def break_next(server: SandboxServer, kind: FaultKind, **values: Any) -> Fault:
    """Switch on a fault, once unless `count` says otherwise."""
    commits = kind in {FaultKind.LOST_ANSWER, FaultKind.CUT_JSON, FaultKind.NULL_CNOTE, FaultKind.EMPTY}
    fault = Fault(kind=kind, **{"count": 1, "commits": commits, **values})
    return server.world.faults.add(fault)


def answer_next(server: SandboxServer, body: str, *, status: int = 200, **values: Any) -> None:
    """Let the sandbox give this very answer to the next request."""
    break_next(server, FaultKind.CANNED, body=body, status=status, **values)


def requests_to(server: SandboxServer, endpoint: Endpoint) -> int:
    return server.world.counts[f"{endpoint.value}:requests"]


_OF_PARCELS = (
    "parcels", "by_order", "awbs_of", "duplicates", "changed_payloads", "_hashes", "_last_number", "counts",
    "requests",
)  # fmt: skip

Memory = dict[str, Any]


def memory_of(server: SandboxServer) -> Memory:
    """What the sandbox knows of parcels, for another sandbox."""
    # Copied together, because the same parcel is found in several ways.
    return deepcopy({name: getattr(server.world, name) for name in _OF_PARCELS})


def remember(server: SandboxServer, memory: Memory) -> None:
    vars(server.world).update(deepcopy(memory))


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    """A fresh sandbox without memory; its `world` may be looked at and changed from the test."""
    server = SandboxServer().start()
    yield server
    server.stop()
