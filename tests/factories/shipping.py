"""Couriers, destinations and parcels as the shipping services make them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django import Settings

from accounts.models import Partner, User
from accounts.services import create_user
from accounts.states import Role
from komship.core.drain import drain
from komship.lib import clock
from komship.lib.http import atomic_depth
from shipping.booking_states import BookingState
from shipping.models import Courier, CourierDesk, CourierService, Destination, PartnerCourier, Shipment
from shipping.rules.quoting import QuoteRequest
from shipping.sandbox.server import SandboxServer
from shipping.services import BookingRequest, open_booking
from tests.factories.accounts import new_user
from tests.factories.sandbox import AYU_IN_BANDUNG, PLAN, SITI_IN_JAKARTA
from tests.template import ensure_kept_rows, remove_kept_rows


@pytest.fixture
def no_places(db: None) -> None:
    """Neither couriers nor destinations, for tests of what brings them in."""
    remove_kept_rows()


@pytest.fixture
def couriers(db: None) -> dict[str, Courier]:
    """Every courier by code, with services, rates and the demo destinations."""
    ensure_kept_rows()
    return {row.code: row for row in Courier.objects.all()}


@pytest.fixture
def jne(couriers: dict[str, Courier]) -> Courier:
    return couriers["jne"]


def settings_for(sandbox: SandboxServer) -> dict[str, Any]:
    """Settings that make a sandbox JNE and Shipper, for code that runs in the transactions open now."""
    return {
        "HTTP_ALLOWED_ATOMIC_DEPTH": atomic_depth(),
        "JNE_BASE_URL": sandbox.url,
        "JNE_BOOKING_BASE_URL": sandbox.url,
        "JNE_USERNAME": "",
        "JNE_API_KEY": "",
        "JNE_READ_TIMEOUT_S": 2.0,
        "JNE_BOOKING_TIMEOUT_S": 2.0,
        "SHIPPER_BASE_URL": sandbox.url,
        "SHIPPER_API_KEY": "",
        "SHIPPER_READ_TIMEOUT_S": 2.0,
        "SHIPPER_BOOKING_TIMEOUT_S": 2.0,
    }


@pytest.fixture
def jne_answers(db: None, sandbox: SandboxServer, settings: Settings) -> SandboxServer:
    """JNE is the sandbox of this test; change its `world` to make it lie, wait or fall over."""
    for name, value in settings_for(sandbox).items():
        setattr(settings, name, value)
    return sandbox


@contextmanager
def jne_meanwhile() -> Iterator[SandboxServer]:
    """A sandbox that is JNE for rows that are written before a test begins."""
    server = SandboxServer().start()
    try:
        with override_settings(**settings_for(server)):
            yield server
    finally:
        server.stop()


@pytest.fixture
def kiriminaja_answers(jne_answers: SandboxServer, settings: Settings) -> SandboxServer:
    """The same sandbox, asked by KiriminAja's adapter for the parcels of services that name it."""
    settings.KIRIMINAJA_BASE_URL, settings.KIRIMINAJA_TOKEN = jne_answers.url, ""
    return jne_answers


def place(village: str, district: str | None = None) -> Destination:
    rows = Destination.objects.filter(village=village)
    return (rows.filter(district=district) if district else rows).order_by("pk")[0]


def service_of(code: str) -> CourierService:
    return CourierService.objects.select_related("courier").get(code=code)


def switch_on(partner: Partner, courier: Courier) -> None:
    PartnerCourier.objects.update_or_create(partner=partner, courier=courier, defaults={"is_active": True})


def close(code: str, reason: str = "Segera hadir di Komship.") -> Courier:
    """A courier as it is while its adapter is not configured, or ops have closed it."""
    Courier.objects.filter(code=code).update(is_open=False, closed_reason=reason)
    return Courier.objects.get(code=code)


def make_desk(username: str, courier_code: str) -> User:
    """Somebody at a courier's desk."""
    user = create_user(new_user(username), role=Role.MITRA)
    CourierDesk.objects.create(user=user, courier=Courier.objects.get(code=courier_code))
    return user


def quote_request(partner: Partner, **changes: Any) -> QuoteRequest:
    """One kilogram from Jakarta to Bandung."""
    values: dict[str, Any] = {
        "partner_id": partner.pk,
        "origin_code": "CGK10000",
        "destination_id": place("Cihapit").pk,
        "weight_g": 1_000,
    }
    return QuoteRequest(**values | changes)


def booking_request(partner: Partner, reference: str = "KOM2611210001", **changes: Any) -> BookingRequest:
    """A COD parcel from Jakarta to Bandung that the seller drops off."""
    values: dict[str, Any] = {
        "reference": reference,
        "partner_id": partner.pk,
        "service_id": service_of("REG19").pk,
        "destination_id": place("Cihapit").pk,
        "origin_code": "CGK10000",
        "sender": SITI_IN_JAKARTA,
        "recipient": AYU_IN_BANDUNG,
        "weight_g": 1_200,
        "billed_kg": 1,
        "quantity": 1,
        "goods_description": "Gamis biru",
        "goods_value_rp": 100_000,
        "is_cod": True,
        "cod_amount_rp": 114_000,
    }
    return BookingRequest(**values | changes)


def tracked_by_kiriminaja(code: str = "REG19") -> None:
    """JNE goes on booking this service; where its parcels are is asked of KiriminAja."""
    CourierService.objects.filter(code=code).update(tracks_with="kiriminaja")


def open_parcel(partner: Partner, reference: str = "KOM2611210001", **changes: Any) -> Shipment:
    """A parcel that waits for its airway bill."""
    with transaction.atomic():
        return open_booking(booking_request(partner, reference, **changes))


def booked_parcel(partner: Partner, reference: str = "KOM2611210001", **changes: Any) -> Shipment:
    """A parcel with an airway bill of the courier that answers (`jne_answers`)."""
    shipment = open_parcel(partner, reference, **changes)
    drain(with_sweeps=False)
    shipment.refresh_from_db()
    assert shipment.awb, shipment.booking_state
    return shipment


def cod_request(partner: Partner, reference: str = "KOM2611210001", **changes: Any) -> BookingRequest:
    """A COD parcel from Jakarta to Bandung by SICEPAT, which Shipper books; a courier picks it up."""
    values: dict[str, Any] = {
        "service_id": service_of("SIUNT").pk,
        "origin_id": place("Gambir").pk,
        "pickup": replace(PLAN, on=clock.today() + timedelta(days=1)),
        "cod_amount_rp": 180_000,
        "shipping_rp": 20_000,
        "volume_cm3": 6_000,
    }
    return booking_request(partner, reference, **values | changes)


def open_cod_parcel(partner: Partner, reference: str = "KOM2611210001", **changes: Any) -> Shipment:
    """A parcel that waits to be sent to Shipper."""
    with transaction.atomic():
        return open_booking(cod_request(partner, reference, **changes))


def taken_parcel(partner: Partner, reference: str = "KOM2611210001", **changes: Any) -> Shipment:
    """An order Shipper has taken; nobody has asked for its pickup or its airway bill yet."""
    shipment = open_cod_parcel(partner, reference, **changes)
    drain(with_sweeps=False)
    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.ACCEPTED, shipment.booking_state
    return shipment


def drain_later(**after: int) -> None:
    """Everything that is due after some time: seconds=, minutes=, hours=."""
    with time_machine.travel(clock.now() + timedelta(**after)):
        drain()


def booked_cod_parcel(partner: Partner, reference: str = "KOM2611210001", **changes: Any) -> Shipment:
    """A parcel of Shipper's with its airway bill."""
    shipment = taken_parcel(partner, reference, **changes)
    drain()
    drain_later(seconds=30)
    shipment.refresh_from_db()
    assert shipment.awb, shipment.booking_state
    return shipment
