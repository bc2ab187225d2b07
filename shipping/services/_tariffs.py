"""Tariffs per route and kilogram, kept in Redis: fresh for a day, and kept for bad times after that."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from redis.exceptions import RedisError

from komship.lib import clock
from shipping.carriers.base import CarrierError, CarrierRejected, Tariff
from shipping.carriers.registry import UnknownCarrier, carrier
from shipping.carriers.side_by_side import ask_side_by_side
from shipping.rules.breakers import Line
from shipping.services import _breaker as breaker
from shipping.services._carrier_calls import Protocol, keep_exchanges, went_wrong

FRESH_FOR = timedelta(hours=24)
KEPT_FOR = timedelta(days=30)
# Nobody who waits at the order desk waits longer for all couriers together.
DEADLINE_S = 8.0


@dataclass(frozen=True)
class Route:
    """A carrier's way from one of its codes to another, for whole kilograms."""

    carrier: str
    origin_code: str
    tariff_code: str
    billed_kg: int

    @property
    def key(self) -> str:
        return f"shipping:tariff:{self.carrier}:{self.origin_code}:{self.tariff_code}:{self.billed_kg}"


@dataclass(frozen=True)
class Prices:
    """Tariffs by service code; `known` is False when the courier could not be asked."""

    by_service: dict[str, Tariff]
    known: bool = True
    is_stale: bool = False


def prices_of(routes: Iterable[Route]) -> dict[Route, Prices]:
    """Prices of all routes: one look into Redis, then one call per route that is not fresh there.

    Carriers are asked side by side and none longer than DEADLINE_S together, so one that is slow or
    down never hides the prices of another. Must run outside any transaction. Never raises for a
    courier that is down.
    """
    wanted = list(dict.fromkeys(routes))
    stored = _stored(wanted)
    kept = {route: _read(stored[route.key]) for route in wanted if route.key in stored}
    fresh = {route: kept[route] for route in kept if _is_fresh(stored[route.key])}
    asked = _ask_all([route for route in wanted if route not in fresh])
    return {route: fresh.get(route) or asked.get(route) or _fallback(kept.get(route)) for route in wanted}


def _is_fresh(entry: dict[str, Any]) -> bool:
    return clock.now() - datetime.fromisoformat(entry["at"]) < FRESH_FOR


def _fallback(kept: Prices | None) -> Prices:
    if kept is None:
        return Prices(by_service={}, known=False)
    return Prices(by_service=kept.by_service, is_stale=True)


def _ask_all(routes: list[Route]) -> dict[Route, Prices]:
    """What the couriers themselves say by the deadline.

    An answer that comes too late is kept for the next time all the same; after a failure nobody waits
    for the same courier again for a moment.
    """
    deadline_s = float(getattr(settings, "QUOTE_DEADLINE_S", DEADLINE_S))
    questions = {route: (route.carrier, partial(_ask, route)) for route in routes}
    answers = ask_side_by_side(questions, deadline_s=deadline_s)
    for answer in answers.values():
        keep_exchanges(answer.protocol, only=went_wrong)
    return {route: answer.prices for route, answer in answers.items() if answer.prices is not None}


@dataclass(frozen=True)
class _Answer:
    """What one call brought; no prices when there were none to be had. Threads touch no database: what is
    to be kept is kept by the caller."""

    prices: Prices | None
    protocol: Protocol


def _ask(route: Route) -> _Answer:
    protocol = Protocol()
    try:
        with breaker.calling(breaker.ask(route.carrier, Line.TARIFFS)):
            tariffs = carrier(route.carrier).tariffs(
                route.origin_code, route.tariff_code, route.billed_kg, record=protocol
            )
    except CarrierRejected:
        tariffs = []
    except (CarrierError, UnknownCarrier, ImproperlyConfigured):
        return _Answer(None, protocol)
    _store(route, tariffs)
    return _Answer(Prices(by_service={tariff.service_code: tariff for tariff in tariffs}), protocol)


def _stored(routes: list[Route]) -> dict[str, dict[str, Any]]:
    try:
        return cache.get_many([route.key for route in routes])
    except RedisError:
        return {}


def _store(route: Route, tariffs: list[Tariff]) -> None:
    entry = {"at": clock.now().isoformat(), "rows": [asdict(tariff) for tariff in tariffs]}
    try:
        cache.set(route.key, entry, timeout=KEPT_FOR.total_seconds())
    except RedisError:
        return


def _read(entry: dict[str, Any]) -> Prices:
    tariffs = [Tariff(**row) for row in entry["rows"]]
    return Prices(by_service={tariff.service_code: tariff for tariff in tariffs})
