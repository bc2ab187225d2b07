from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from komship.core.audit import SYSTEM
from komship.lib import clock
from shipping.errors import DestinationNotFound
from shipping.models import (
    CarrierCall,
    CarrierPlaceCode,
    Courier,
    CourierService,
    FeeWindow,
    NoCodArea,
    Quote,
)
from shipping.rules.criteria import Criterion, island_number
from shipping.rules.fees import FeeRates
from shipping.rules.quoting import Missing, QuoteOption, QuoteRequest, QuoteSet
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from shipping.services import open_fee_window, quote_parcel
from shipping.services._breaker import close_lines
from shipping.services.quote_parcel import quote_parcels
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import close, place, quote_request, service_of, switch_on


@pytest.fixture(autouse=True)
def _jne_is_on(siti_partner: Partner, jne: Courier, jne_answers: SandboxServer) -> None:
    switch_on(siti_partner, jne)
    # A call of the test before may have been given up, and end only now that its sandbox is gone.
    close_lines("jne")


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
    close("sap")

    found = quote_parcel(quote_request(siti_partner))

    assert reasons(found) == {
        "JTR18": Missing.TOO_LIGHT,
        "SIUNT": Missing.SWITCHED_OFF,
        "GOKIL": Missing.SWITCHED_OFF,
        "STD": Missing.SWITCHED_OFF,
        "IDlite": Missing.SWITCHED_OFF,
        "Idtruck": Missing.SWITCHED_OFF,
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


# ---- several couriers --------------------------------------------------------------------


def cod_quote(partner: Partner, **changes: object) -> QuoteRequest:
    return quote_request(partner, is_cod=True, origin_id=place("Gambir").pk, **changes)


@pytest.fixture
def sicepat(siti_partner: Partner, couriers: dict[str, Courier]) -> Courier:
    switch_on(siti_partner, couriers["sicepat"])
    return couriers["sicepat"]


def offered(found: QuoteSet) -> set[str]:
    return {option.service_code for option in found.options}


def test_couriers_of_several_carriers_side_by_side(siti_partner: Partner, sicepat: Courier) -> None:
    found = quote_parcel(cod_quote(siti_partner))

    assert offered(found) == {"REG19", "YES19", "SIUNT"}
    siunt = next(option for option in found.options if option.service_code == "SIUNT")
    assert (siunt.cashback_rp, siunt.etd_from) == (siunt.price_rp * 30 // 100, 2)


def test_only_cod_goes_through_shipper(siti_partner: Partner, sicepat: Courier) -> None:
    found = quote_parcel(quote_request(siti_partner, origin_id=place("Gambir").pk))

    assert offered(found) == {"REG19", "YES19"}
    why = {row.service_code: (row.code, row.reason) for row in found.reasons}
    assert why["SIUNT"] == (Missing.ONLY_COD, "SICEPAT di Komship hanya untuk pesanan COD.")


@pytest.mark.parametrize(
    "kind", [FaultKind.ERROR_500, FaultKind.HTML, FaultKind.BAD_LOGIN, FaultKind.CUT_JSON]
)
def test_one_that_is_down_hides_no_other(
    siti_partner: Partner, sicepat: Courier, jne_answers: SandboxServer, kind: FaultKind
) -> None:
    break_next(jne_answers, kind, endpoint=Endpoint.SHIPPER_PRICING.value)

    found = quote_parcel(cod_quote(siti_partner))

    assert offered(found) == {"REG19", "YES19"}
    assert reasons(found)["SIUNT"] is Missing.COURIER_DOWN


def test_one_that_is_slow_hides_no_other(
    siti_partner: Partner, sicepat: Courier, jne_answers: SandboxServer, settings: Settings
) -> None:
    settings.QUOTE_DEADLINE_S = 1.0
    break_next(jne_answers, FaultKind.TIMEOUT, endpoint=Endpoint.TARIFF.value, hold_s=5)

    found = quote_parcel(cod_quote(siti_partner))

    assert offered(found) == {"SIUNT"}
    assert reasons(found)["REG19"] is Missing.COURIER_DOWN


def test_a_carrier_without_login_hides_no_other(
    siti_partner: Partner, sicepat: Courier, settings: Settings
) -> None:
    CarrierPlaceCode.objects.update(is_made_up=False)
    settings.SHIPPER_BASE_URL = ""

    found = quote_parcel(cod_quote(siti_partner))

    assert offered(found) == {"REG19", "YES19"}
    assert reasons(found)["SIUNT"] is Missing.COURIER_DOWN


@pytest.mark.parametrize(("side", "reason"), [("origin", "Alamat pickup"), ("destination", "Daerah ini")])
def test_places_without_a_code_of_the_courier(
    siti_partner: Partner, sicepat: Courier, side: str, reason: str
) -> None:
    here = place("Gambir" if side == "origin" else "Cihapit")
    CarrierPlaceCode.objects.filter(destination=here).delete()

    found = quote_parcel(cod_quote(siti_partner))

    assert offered(found) == {"REG19", "YES19"}
    row = next(row for row in found.reasons if row.service_code == "SIUNT")
    assert row.code is Missing.NO_ROUTE
    assert row.reason.startswith(reason)


def test_made_up_codes_never_go_to_the_real_carrier(
    siti_partner: Partner, sicepat: Courier, jne_answers: SandboxServer, settings: Settings
) -> None:
    settings.SHIPPER_API_KEY = "a real key"

    found = quote_parcel(cod_quote(siti_partner))

    assert reasons(found)["SIUNT"] is Missing.NO_ROUTE
    assert requests_to(jne_answers, Endpoint.SHIPPER_PRICING) == 0


def test_codes_of_places_cost_one_query_more(siti_partner: Partner, sicepat: Courier) -> None:
    request = cod_quote(siti_partner)
    quote_parcel(request)

    with assertNumQueries(5):
        quote_parcel(request)


def hold_between(*criteria: Criterion) -> None:
    rates = FeeRates(
        cashback_from_bp=2800, cashback_to_bp=2500, cod_cost_bp=250, cod_fee_bp=280, criteria=criteria
    )
    open_fee_window(service_of("REG19").pk, rates, actor=SYSTEM)


def test_islands_a_service_is_not_open_for(siti_partner: Partner) -> None:
    hold_between(Criterion(origins=(island_number("Jawa") or 0,), destinations=(island_number("Bali") or 0,)))

    found = quote_parcel(quote_request(siti_partner))

    assert reasons(found)["REG19"] is Missing.NO_ROUTE
    assert "pulau" in next(row.reason for row in found.reasons if row.service_code == "REG19")


def test_shares_of_the_price_between_islands(siti_partner: Partner) -> None:
    plain = option(quote_parcel(quote_request(siti_partner)))
    hold_between(Criterion(delivery_bp=5_000, return_bp=2_500))

    shared = option(quote_parcel(quote_request(siti_partner)))

    assert shared.price_rp == plain.price_rp // 2
    assert shared.cashback_rp == plain.cashback_rp // 2
    assert (plain.return_discount_bp, shared.return_discount_bp) == (10_000, 7_500)


def option(found: QuoteSet) -> QuoteOption:
    return next(row for row in found.options if row.service_code == "REG19")


def test_many_parcels_are_priced_as_each_alone(siti_partner: Partner, jne: Courier) -> None:
    NoCodArea.objects.create(courier=jne, tariff_code=place("Menteng").tariff_code)
    requests = [
        quote_request(siti_partner, is_cod=True),
        quote_request(siti_partner, weight_g=12_000),
        quote_request(siti_partner, destination_id=place("Menteng").pk, is_cod=True),
    ]
    alone = [quote_parcel(request) for request in requests]
    Quote.objects.all().delete()

    requests.append(replace(requests[0], destination_id=999_999_999))

    with assertNumQueries(4):
        together = quote_parcels(requests)

    assert together.pop() is None
    for one, other in zip(alone, together, strict=True):
        assert other is not None
        assert other.reasons == one.reasons
        assert [(row.service_code, row.price_rp, row.billed_kg) for row in other.options] == [
            (row.service_code, row.price_rp, row.billed_kg) for row in one.options
        ]
    assert not Quote.objects.exists()
