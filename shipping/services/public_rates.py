"""What a parcel costs, for anybody who asks: no seller, no promise, nothing stored."""

from dataclasses import dataclass

from komship.lib import clock, money
from shipping.errors import DestinationNotFound
from shipping.models import CourierService, Destination, FeeWindow
from shipping.rules import pricing
from shipping.rules.criteria import delivery_share_bp, island_number
from shipping.rules.eligibility import ServiceFacts, why_missing
from shipping.rules.weight import whole_kg
from shipping.selectors.couriers import ServiceOffer, service_offers
from shipping.selectors.place_codes import PlaceKey, place_codes, route_codes
from shipping.services._tariffs import Route, prices_of

NOBODY = 0


@dataclass(frozen=True)
class PublicRate:
    """One service: the courier's list price and what Komship's sellers pay. Whole rupiah, days."""

    service: CourierService
    price_rp: int
    seller_price_rp: int
    cashback_bp: int
    etd_from: int | None
    etd_thru: int | None


def public_rates(origin_id: int, destination_id: int, *, weight_g: int) -> list[PublicRate]:
    """The prices of all couriers that take parcels, in their usual order; those without one are left out.
    Couriers for COD only are among them.

    May call couriers for prices that are not cached, so it must run outside any transaction. Raises
    DestinationNotFound for either place.
    """
    places = Destination.objects.in_bulk([origin_id, destination_id])
    if origin_id not in places or destination_id not in places:
        raise DestinationNotFound
    origin, destination = places[origin_id], places[destination_id]
    islands = island_number(origin.island), island_number(destination.island)
    offers = [
        (offer.service, offer.window, share_bp)
        for offer in service_offers(NOBODY, destination, at=clock.now())
        if offer.window is not None
        and why_missing(_facts(offer), weight_g=weight_g, is_cod=False) is None
        and (share_bp := delivery_share_bp(offer.window.criteria, *islands)) is not None
    ]
    codes = place_codes((service.books_with for service, *_ in offers), places)
    open_ones = []
    for service, window, share_bp in offers:
        route = _route(origin, destination, service, weight_g, codes)
        if route.origin_code and route.tariff_code:
            open_ones.append((service, window, share_bp, route))
    prices = prices_of(route for _service, _window, _share, route in open_ones)
    found = []
    for service, window, share_bp, route in open_ones:
        tariff = prices[route].by_service.get(service.code)
        if tariff is not None:
            days = (tariff.etd_min_days, tariff.etd_max_days)
            found.append(_rate(service, window, money.share_bp(tariff.price_rp, share_bp), days))
    return found


def _facts(offer: ServiceOffer) -> ServiceFacts:
    """A courier nobody in particular has switched off."""
    service, courier = offer.service, offer.service.courier
    return ServiceFacts(
        courier_name=courier.name,
        is_open=courier.is_open and service.is_active,
        min_weight_g=service.min_weight_g,
        max_weight_g=service.max_weight_g,
    )


def _route(
    origin: Destination,
    destination: Destination,
    service: CourierService,
    weight_g: int,
    codes: dict[PlaceKey, str],
) -> Route:
    origin_code, tariff_code = route_codes(
        service.books_with, codes, origin=(origin.pk, origin.origin_code), destination=destination
    )
    return Route(
        carrier=service.books_with,
        origin_code=origin_code,
        tariff_code=tariff_code,
        billed_kg=whole_kg(weight_g, round_up_from_g=service.round_up_from_g),
    )


def _rate(
    service: CourierService, window: FeeWindow, price_rp: int, days: tuple[int | None, int | None]
) -> PublicRate:
    return PublicRate(
        service=service,
        price_rp=price_rp,
        seller_price_rp=price_rp - pricing.cashback_rp(price_rp, window.cashback_bp),
        cashback_bp=window.cashback_bp,
        etd_from=days[0],
        etd_thru=days[1],
    )
