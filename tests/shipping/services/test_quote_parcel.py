from datetime import timedelta

import pytest
import time_machine
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from komship.lib import clock
from shipping.errors import DestinationNotFound
from shipping.models import CarrierCall, Courier, CourierService, FeeWindow, Quote
from shipping.rules.quoting import Missing, QuoteSet
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.services import quote_parcel
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import place, quote_request, service_of, switch_on


@pytest.fixture(autouse=True)
def _jne_is_on(siti_partner: Partner, jne: Courier, jne_answers: SandboxServer) -> None:
    switch_on(siti_partner, jne)


def reasons(found: QuoteSet) -> dict[str, Missing]:
    return {row.service_code: row.code for row in found.reasons}


def test_offers_what_the_courier_prices(siti_partner: Partner) -> None:
    found = quote_parcel(quote_request(siti_partner))

    regular = next(option for option in found.options if option.service_code == "REG19")
    assert (regular.price_rp, regular.cashback_rp, regular.net_price_rp) == (12_000, 3_000, 9_000)
    assert (regular.etd_from, regular.etd_thru, regular.billed_kg) == (1, 2, 1)
    assert regular.cod_fee_rp(114_000) == 3_192
    assert regular.cod_fee_vat_rp(114_000) == 316
    assert {option.service_code for option in found.options} == {"REG19", "YES19"}


def test_every_missing_service_has_a_reason(siti_partner: Partner) -> None:
    found = quote_parcel(quote_request(siti_partner))

    assert reasons(found) == {
        "JTR18": Missing.TOO_LIGHT,
        "SIUNT": Missing.CLOSED,
        "GOKIL": Missing.CLOSED,
        "STD": Missing.CLOSED,
        "IDlite": Missing.CLOSED,
        "Idtruck": Missing.CLOSED,
        "UDRREG": Missing.CLOSED,
        "DRGREG": Missing.CLOSED,
    }
    assert all(row.reason for row in found.reasons)


def test_cargo_above_its_minimum(siti_partner: Partner) -> None:
    found = quote_parcel(quote_request(siti_partner, weight_g=12_000))

    cargo = next(option for option in found.options if option.service_code == "JTR18")
    assert (cargo.group, cargo.billed_kg, cargo.cashback_bp) == ("cargo", 12, 500)


def test_size_counts_when_it_outweighs_the_scale(siti_partner: Partner) -> None:
    found = quote_parcel(quote_request(siti_partner, length_cm=30, width_cm=30, height_cm=30))

    assert (found.options[0].weight_g, found.options[0].billed_kg) == (4_500, 5)


def test_switched_off_by_the_seller(siti_partner: Partner, jne: Courier) -> None:
    jne.switches.update(is_active=False)

    found = quote_parcel(quote_request(siti_partner))

    assert found.options == []
    assert reasons(found)["REG19"] is Missing.SWITCHED_OFF


def test_area_without_cod(siti_partner: Partner) -> None:
    nowhere = place("Gurabesi").pk

    with_cod = quote_parcel(quote_request(siti_partner, destination_id=nowhere, is_cod=True))
    without = quote_parcel(quote_request(siti_partner, destination_id=nowhere))

    assert reasons(with_cod)["REG19"] is Missing.NO_COD
    assert without.options


def test_unknown_route(siti_partner: Partner) -> None:
    found = quote_parcel(quote_request(siti_partner, origin_code="XXX10000"))

    assert found.options == []
    assert reasons(found)["REG19"] is Missing.NO_ROUTE
    assert "CTC19" not in reasons(found)


def test_unknown_destination(siti_partner: Partner) -> None:
    with pytest.raises(DestinationNotFound):
        quote_parcel(quote_request(siti_partner, destination_id=0))


def test_no_rates_for_today(siti_partner: Partner) -> None:
    FeeWindow.objects.filter(service__code="REG19").update(valid_until=clock.now())

    found = quote_parcel(quote_request(siti_partner))

    assert reasons(found)["REG19"] is Missing.NO_WINDOW


def test_rates_of_the_day_are_used(siti_partner: Partner) -> None:
    now = clock.now()
    service = service_of("REG19")
    FeeWindow.objects.filter(service=service).update(valid_until=now + timedelta(days=1))
    FeeWindow.objects.create(service=service, valid_from=now + timedelta(days=1), cashback_bp=1000)

    with time_machine.travel(now + timedelta(days=1, seconds=1)):
        found = quote_parcel(quote_request(siti_partner))

    assert found.options[0].cashback_rp == 1_200


def test_prices_are_asked_once_a_day(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    quote_parcel(quote_request(siti_partner))
    quote_parcel(quote_request(siti_partner))
    assert requests_to(jne_answers, Endpoint.TARIFF) == 1

    with time_machine.travel(clock.now() + timedelta(hours=25)):
        quote_parcel(quote_request(siti_partner))
    assert requests_to(jne_answers, Endpoint.TARIFF) == 2


def test_old_prices_serve_while_the_courier_is_down(
    siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    fresh = quote_parcel(quote_request(siti_partner))
    break_next(jne_answers, FaultKind.ERROR_500)

    with time_machine.travel(clock.now() + timedelta(hours=25)):
        stale = quote_parcel(quote_request(siti_partner))

    assert [option.is_stale for option in fresh.options] == [False, False]
    assert [option.is_stale for option in stale.options] == [True, True]
    assert stale.options[0].price_rp == fresh.options[0].price_rp
    assert CarrierCall.objects.get().outcome == "unavailable"


def test_courier_down_and_nothing_kept(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    break_next(jne_answers, FaultKind.ERROR_500)

    found = quote_parcel(quote_request(siti_partner))
    again = quote_parcel(quote_request(siti_partner))

    assert reasons(found)["REG19"] is reasons(again)["REG19"] is Missing.COURIER_DOWN
    # The second seller did not wait for the same silence again.
    assert requests_to(jne_answers, Endpoint.TARIFF) == 1


def test_costs_four_queries(siti_partner: Partner) -> None:
    request = quote_request(siti_partner)
    quote_parcel(request)

    with assertNumQueries(4):
        quote_parcel(request)

    assert Quote.objects.count() == 4


def test_closed_service_names_its_reason(siti_partner: Partner) -> None:
    CourierService.objects.filter(code="YES19").update(is_active=False, inactive_reason="Libur Lebaran.")

    found = quote_parcel(quote_request(siti_partner))

    assert next(row.reason for row in found.reasons if row.service_code == "YES19") == "Libur Lebaran."
