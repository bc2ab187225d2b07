"""Redis may be gone or emptied at any time: prices and limits come back, work goes on."""

import pytest
from pytest_django import Settings

from accounts.models import Partner
from shipping import redis_memory
from shipping.models import Courier
from shipping.rules.breakers import Line
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.selectors.carrier_lines import interrupted_lines
from shipping.selectors.destinations import destination_page
from shipping.services import _rate_limit, quote_parcel
from shipping.services._breaker import ask, close_lines, pause_carrier
from tests.factories.sandbox import requests_to
from tests.factories.shipping import booked_parcel, quote_request, switch_on

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def redis_is_down(settings: Settings) -> None:
    caches = {"default": {**settings.CACHES["default"], "LOCATION": NOWHERE}}
    settings.CACHES = caches
    settings.REDIS_URL = NOWHERE


@pytest.fixture(autouse=True)
def _forget_that_it_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_memory, "_asked_again_at", {})


def test_prices_are_asked_each_time(
    siti_partner: Partner, jne: Courier, jne_answers: SandboxServer, redis_is_down: None
) -> None:
    switch_on(siti_partner, jne)

    for _ in range(2):
        assert quote_parcel(quote_request(siti_partner)).options

    assert requests_to(jne_answers, Endpoint.TARIFF) == 2


def test_parcels_are_booked(
    siti_partner: Partner, couriers: object, jne_answers: SandboxServer, redis_is_down: None
) -> None:
    assert booked_parcel(siti_partner).awb


def test_one_call_at_a_time(redis_is_down: None) -> None:
    assert (_rate_limit.take_turns("jne", 25), _rate_limit.take_turns("jne", 0)) == (1, 0)


def test_pauses_are_forgotten(redis_is_down: None) -> None:
    pause_carrier("jne", seconds=60, reason="login refused")
    assert ask("jne", Line.BOOKING).probe == ""
    assert interrupted_lines() == []
    close_lines("jne")


def test_places_are_found_and_corrected(couriers: object, redis_is_down: None) -> None:
    assert [row.village for row in destination_page("cihapitt").rows] == ["Cihapit"]
