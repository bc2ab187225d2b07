from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from komship.lib import clock
from shipping.models import Courier, FeeWindow
from shipping.rules.quoting import QuoteOption, QuoteRequest
from shipping.sandbox.server import SandboxServer
from shipping.selectors.quotes import usable_quote
from shipping.services import quote_parcel
from tests.factories.shipping import place, quote_request, switch_on


@pytest.fixture(autouse=True)
def _jne_is_on(siti_partner: Partner, jne: Courier, jne_answers: SandboxServer) -> None:
    switch_on(siti_partner, jne)


def usable(request: QuoteRequest, service_code: str = "REG19") -> QuoteOption | None:
    return usable_quote(request, courier_name="JNE", service_code=service_code)


def test_what_was_promised_is_found_in_one_query(siti_partner: Partner) -> None:
    request = quote_request(siti_partner)
    promised = quote_parcel(request).options[0]

    with assertNumQueries(1):
        found = usable(request)

    assert found == promised


def test_promise_ends_after_fifteen_minutes(siti_partner: Partner) -> None:
    request = quote_request(siti_partner)
    quote_parcel(request)

    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert usable(request) is None


def test_weights_that_are_billed_alike_share_a_promise(siti_partner: Partner) -> None:
    quote_parcel(quote_request(siti_partner, weight_g=900))

    assert usable(quote_request(siti_partner, weight_g=1_300)) is not None
    assert usable(quote_request(siti_partner, weight_g=1_301)) is None


def test_other_parcels_have_no_part_in_it(siti_partner: Partner, rina_partner: Partner) -> None:
    quote_parcel(quote_request(siti_partner))

    assert usable(quote_request(rina_partner)) is None
    assert usable(quote_request(siti_partner, origin_code="BDO10000")) is None
    assert usable(quote_request(siti_partner, destination_id=place("Dago").pk)) is None
    assert usable(quote_request(siti_partner), service_code="JTR18") is None


def test_cod_was_not_checked_without_cod(siti_partner: Partner) -> None:
    quote_parcel(quote_request(siti_partner))
    assert usable(quote_request(siti_partner, is_cod=True)) is None

    quote_parcel(quote_request(siti_partner, is_cod=True))
    assert usable(quote_request(siti_partner, is_cod=True)) is not None
    assert usable(quote_request(siti_partner)) is not None


def test_rates_stay_those_of_the_quote(siti_partner: Partner) -> None:
    """The window may end a minute after the seller saw the price."""
    request = quote_request(siti_partner)
    promised = quote_parcel(request).options[0]
    FeeWindow.objects.filter(pk=promised.fee_window_id).update(valid_until=clock.now())

    assert usable(request) == promised


def test_a_quote_of_a_cod_courier_does_not_serve_without_cod(
    siti_partner: Partner, couriers: dict[str, Courier]
) -> None:
    switch_on(siti_partner, couriers["sicepat"])
    request = quote_request(siti_partner, is_cod=True, origin_id=place("Gambir").pk)
    quote_parcel(request)

    def found(is_cod: bool) -> QuoteOption | None:
        asked = replace(request, is_cod=is_cod)
        return usable_quote(asked, courier_name="SICEPAT", service_code="SIUNT")

    assert found(True) is not None
    assert found(False) is None
