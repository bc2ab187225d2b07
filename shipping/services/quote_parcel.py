from collections.abc import Sequence
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
from shipping.selectors.couriers import ServiceOffer, service_offers, service_offers_by_place
from shipping.selectors.destinations import island_of_origin
from shipping.selectors.place_codes import PlaceKey, place_codes, route_codes
from shipping.selectors.quotes import as_option
from shipping.services._tariffs import Prices, Route, prices_of

VALID_FOR = timedelta(minutes=15)
# A window without criteria holds between all islands.
ANYWHERE = Criterion()

# A service with its fee window, the grams it reckons with, and what holds between the islands.
_Fitting = tuple[CourierService, FeeWindow, int, Criterion | None]
# Origin codes by the island they lie on, as the criteria count islands.
_Islands = dict[str, int | None]


@dataclass(frozen=True)
class _Candidate:
    """A service that may carry the parcel, and the route to ask the price of."""

    service: CourierService
    window: FeeWindow
    weight_g: int
    route: Route
    criterion: Criterion | None


@dataclass(frozen=True)
class _Parcel:
    """A parcel with the services worth asking, and why the others are not."""

    request: QuoteRequest
    candidates: list[_Candidate]
    reasons: list[Unavailable]


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
    offers = service_offers(request.partner_id, destination, at=now)
    parcels = _judged([_Asked(request, destination, offers)])
    ((quotes, reasons),) = _priced(parcels, now)
    Quote.objects.bulk_create(quotes)
    return QuoteSet(options=[as_option(quote) for quote in quotes], reasons=reasons)


def quote_parcels(requests: Sequence[QuoteRequest]) -> list[QuoteSet | None]:
    """The same for many parcels of one seller at once; None where the destination is unknown.

    Nothing is stored, so `quote_id` is 0: who makes orders of them keeps the options herself.
    May call couriers, so it must run outside any transaction. Four queries in all, and one more when a
    courier has place codes of its own.
    """
    if not requests:
        return []
    places = Destination.objects.defer("search").in_bulk({request.destination_id for request in requests})
    now = clock.now()
    offers = service_offers_by_place(requests[0].partner_id, places.values(), at=now)
    known = [request for request in requests if request.destination_id in places]
    asked = [
        _Asked(request, places[request.destination_id], offers[request.destination_id]) for request in known
    ]
    answers = iter(_priced(_judged(asked), now))
    found: list[QuoteSet | None] = []
    for request in requests:
        if request.destination_id not in places:
            found.append(None)
            continue
        quotes, reasons = next(answers)
        found.append(QuoteSet(options=[as_option(quote) for quote in quotes], reasons=reasons))
    return found


@dataclass(frozen=True)
class _Asked:
    request: QuoteRequest
    destination: Destination
    offers: Sequence[ServiceOffer]


def _judged(asked: Sequence[_Asked]) -> list[_Parcel]:
    """Which services may carry each parcel. One query for the place codes of all."""
    islands = _islands(asked)
    fitting = [_fitting(parcel, islands) for parcel in asked]
    carriers = {service.books_with for services, _reasons in fitting for service, *_ in services}
    places = {pk for parcel in asked for pk in (parcel.request.origin_id, parcel.destination.pk)}
    codes = place_codes(carriers, places)
    return [
        _routed(parcel, services, reasons, codes)
        for parcel, (services, reasons) in zip(asked, fitting, strict=True)
    ]


def _fitting(asked: _Asked, islands: _Islands) -> tuple[list[_Fitting], list[Unavailable]]:
    """Services that take such a parcel at all, and why the others do not."""
    request = asked.request
    fitting: list[_Fitting] = []
    reasons: list[Unavailable] = []
    criteria = _criteria(asked, islands)
    for offer in asked.offers:
        weight_g = chargeable_g(request.weight_g, size_cm=request.size_cm, divisor=offer.service.divisor)
        is_open = criteria.get(offer.service.pk, ANYWHERE) is not None
        facts = _facts(offer, serves_islands=is_open)
        refusal = why_missing(facts, weight_g=weight_g, is_cod=request.is_cod)
        if refusal is not None:
            reasons.append(_unavailable(offer.service, refusal))
        elif offer.window is not None:
            fitting.append((offer.service, offer.window, weight_g, criteria.get(offer.service.pk)))
    return fitting, reasons


def _routed(
    asked: _Asked, fitting: list[_Fitting], reasons: list[Unavailable], codes: dict[PlaceKey, str]
) -> _Parcel:
    candidates: list[_Candidate] = []
    for service, window, weight_g, criterion in fitting:
        route = _route(asked.request, asked.destination, service, weight_g, codes)
        if route.origin_code and route.tariff_code:
            candidates.append(_Candidate(service, window, weight_g, route, criterion))
        else:
            reasons.append(_unavailable(service, _uncoded(route)))
    return _Parcel(asked.request, candidates, reasons)


def _priced(parcels: Sequence[_Parcel], now: datetime) -> list[tuple[list[Quote], list[Unavailable]]]:
    """The quotes of each parcel and all its reasons; every route is asked for once."""
    prices = prices_of(candidate.route for parcel in parcels for candidate in parcel.candidates)
    priced = []
    for parcel in parcels:
        quotes = _quotes(parcel.request, parcel.candidates, prices, now)
        priced.append((quotes, parcel.reasons + _unpriced(parcel.candidates, quotes, prices)))
    return priced


def _islands(asked: Sequence[_Asked]) -> _Islands:
    """Empty, without a query, while no window asks for islands."""
    if not any(offer.window and offer.window.criteria for parcel in asked for offer in parcel.offers):
        return {}
    codes = {parcel.request.origin_code for parcel in asked}
    return {code: island_number(island_of_origin(code)) for code in codes}


def _criteria(asked: _Asked, islands: _Islands) -> dict[int, Criterion | None]:
    """By service: the criterion that holds between the two islands, or None where none does.

    Services whose window has no criteria are left out.
    """
    windows = [offer.window for offer in asked.offers if offer.window is not None and offer.window.criteria]
    if not windows:
        return {}
    origin, goal = islands[asked.request.origin_code], island_number(asked.destination.island)
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
