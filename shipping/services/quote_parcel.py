from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from komship.lib import clock
from komship.lib.money import BASIS_POINTS, share_bp
from shipping.carriers.base import Tariff
from shipping.errors import DestinationNotFound
from shipping.models import CourierService, Destination, FeeWindow, Quote
from shipping.rules import pricing
from shipping.rules.criteria import Criterion, criteria_of, island_number, matching
from shipping.rules.eligibility import Refusal, ServiceFacts, why_missing
from shipping.rules.quoting import Missing, QuoteRequest, QuoteSet, Unavailable
from shipping.rules.weight import chargeable_g, whole_kg
from shipping.selectors.couriers import ServiceOffer, service_offers
from shipping.selectors.destinations import island_of_origin
from shipping.selectors.place_codes import PlaceKey, place_codes, route_codes
from shipping.selectors.quotes import as_option
from shipping.services._tariffs import Prices, Route, prices_of

VALID_FOR = timedelta(minutes=15)
# A window without criteria holds between all islands.
ANYWHERE = Criterion()


@dataclass(frozen=True)
class _Candidate:
    """A service that may carry the parcel, and the route to ask the price of."""

    service: CourierService
    window: FeeWindow
    weight_g: int
    route: Route
    criterion: Criterion | None


def quote_parcel(request: QuoteRequest) -> QuoteSet:
    """Every service that can carry the parcel with its price, and a reason for each that cannot.

    Options are stored for 15 minutes with the fee window valid now; an order is made from them.
    May call couriers for prices that are not cached, so it must run outside any transaction.
    Raises DestinationNotFound. Four queries, one more when a courier has place codes of its own, and one
    more while a window has criteria by islands.
    """
    destination = Destination.objects.filter(pk=request.destination_id).first()
    if destination is None:
        raise DestinationNotFound
    now = clock.now()
    candidates, reasons = _candidates(request, destination, now)
    prices = prices_of(candidate.route for candidate in candidates)
    quotes = _quotes(request, candidates, prices, now)
    Quote.objects.bulk_create(quotes)
    return QuoteSet(
        options=[as_option(quote) for quote in quotes],
        reasons=reasons + _unpriced(candidates, quotes, prices),
    )


def _candidates(
    request: QuoteRequest, destination: Destination, now: datetime
) -> tuple[list[_Candidate], list[Unavailable]]:
    """Services whose price is worth asking, and why the others are not."""
    fitting: list[tuple[CourierService, FeeWindow, int]] = []
    reasons: list[Unavailable] = []
    offers = service_offers(request.partner_id, destination, at=now)
    criteria = _criteria(offers, request.origin_code, destination)
    for offer in offers:
        weight_g = chargeable_g(request.weight_g, size_cm=request.size_cm, divisor=offer.service.divisor)
        is_open = criteria.get(offer.service.pk, ANYWHERE) is not None
        facts = _facts(offer, serves_islands=is_open)
        refusal = why_missing(facts, weight_g=weight_g, is_cod=request.is_cod)
        if refusal is not None:
            reasons.append(_unavailable(offer.service, refusal))
        elif offer.window is not None:
            fitting.append((offer.service, offer.window, weight_g))
    codes = place_codes((service.books_with for service, *_ in fitting), (request.origin_id, destination.pk))
    candidates: list[_Candidate] = []
    for service, window, weight_g in fitting:
        route = _route(request, destination, service, weight_g, codes)
        if route.origin_code and route.tariff_code:
            candidates.append(_Candidate(service, window, weight_g, route, criteria.get(service.pk)))
        else:
            reasons.append(_unavailable(service, _uncoded(route)))
    return candidates, reasons


def _criteria(
    offers: list[ServiceOffer], origin_code: str, destination: Destination
) -> dict[int, Criterion | None]:
    """By service: the criterion that holds between the two islands, or None where none does.

    Services whose window has no criteria are left out.
    """
    windows = [offer.window for offer in offers if offer.window is not None and offer.window.criteria]
    if not windows:
        return {}
    origin, goal = island_number(island_of_origin(origin_code)), island_number(destination.island)
    return {window.service_id: matching(criteria_of(window.criteria), origin, goal) for window in windows}


def _facts(offer: ServiceOffer, *, serves_islands: bool) -> ServiceFacts:
    service, courier = offer.service, offer.service.courier
    return ServiceFacts(
        courier_name=courier.name,
        is_open=courier.is_open and service.is_active,
        closed_reason=courier.closed_reason if not courier.is_open else service.inactive_reason,
        is_switched_on=offer.is_switched_on,
        has_window=offer.window is not None,
        takes_cod=service.takes_cod,
        takes_non_cod=service.takes_non_cod,
        is_no_cod_area=offer.is_no_cod_area,
        serves_islands=serves_islands,
        min_weight_g=service.min_weight_g,
        max_weight_g=service.max_weight_g,
    )


def _uncoded(route: Route) -> Refusal:
    """Places of the official list are known before a courier's list gives them a code."""
    if route.tariff_code:
        return Missing.NO_ROUTE, _("Alamat pickup kamu belum punya kode kurir ini.")
    return Missing.NO_ROUTE, _("Daerah ini belum punya kode kurir.")


def _route(
    request: QuoteRequest,
    destination: Destination,
    service: CourierService,
    weight_g: int,
    codes: dict[PlaceKey, str],
) -> Route:
    origin_code, tariff_code = route_codes(
        service.books_with,
        codes,
        origin=(request.origin_id, request.origin_code),
        destination=destination,
    )
    return Route(
        carrier=service.books_with,
        origin_code=origin_code,
        tariff_code=tariff_code,
        billed_kg=whole_kg(weight_g, round_up_from_g=service.round_up_from_g),
    )


def _quotes(
    request: QuoteRequest,
    candidates: list[_Candidate],
    prices: dict[Route, Prices],
    now: datetime,
) -> list[Quote]:
    priced = ((found, prices[found.route].by_service.get(found.service.code)) for found in candidates)
    return [
        _quote(request, found, tariff, is_stale=prices[found.route].is_stale, now=now)
        for found, tariff in priced
        if tariff is not None
    ]


def _quote(
    request: QuoteRequest, found: _Candidate, tariff: Tariff, *, is_stale: bool, now: datetime
) -> Quote:
    shown = found.criterion
    price_rp = tariff.price_rp if shown is None else share_bp(tariff.price_rp, shown.delivery_bp)
    return Quote(
        partner_id=request.partner_id,
        service=found.service,
        fee_window=found.window,
        destination_id=request.destination_id,
        origin_code=request.origin_code,
        weight_g=found.weight_g,
        billed_kg=found.route.billed_kg,
        is_cod=request.is_cod,
        price_rp=price_rp,
        cashback_rp=pricing.cashback_rp(price_rp, found.window.cashback_bp),
        return_discount_bp=None if shown is None else BASIS_POINTS - shown.return_bp,
        etd_from=tariff.etd_min_days,
        etd_thru=tariff.etd_max_days,
        is_stale=is_stale,
        created_at=now,
        expires_at=now + VALID_FOR,
    )


def _unpriced(
    candidates: list[_Candidate], quotes: list[Quote], prices: dict[Route, Prices]
) -> list[Unavailable]:
    """Couriers price one of several codes for the same thing (REG19 or, inside a city, CTC19): a
    missing one counts only when nothing else of its name and group is there."""
    quoted = {quote.service_id for quote in quotes}
    offered = {_kind(quote.service) for quote in quotes}
    out: list[Unavailable] = []
    for found in candidates:
        kind = _kind(found.service)
        if found.service.pk in quoted or kind in offered:
            continue
        offered.add(kind)
        out.append(_unavailable(found.service, _why_unpriced(found.service, prices[found.route])))
    return out


def _why_unpriced(service: CourierService, prices: Prices) -> Refusal:
    name = {"courier": service.courier.name}
    if not prices.known:
        return Missing.COURIER_DOWN, _("%(courier)s sedang tidak bisa dihubungi. Coba lagi sebentar.") % name
    return Missing.NO_ROUTE, _("%(courier)s tidak melayani rute ini dengan layanan ini.") % name


def _kind(service: CourierService) -> tuple[int, str, str]:
    return service.courier_id, service.group, service.label


def _unavailable(service: CourierService, refusal: Refusal) -> Unavailable:
    code, reason = refusal
    return Unavailable(
        courier_code=service.courier.code,
        courier_name=service.courier.name,
        service_code=service.code,
        label=service.label,
        group=service.group,
        code=code,
        reason=reason,
    )
