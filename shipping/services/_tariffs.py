"""Tariffs per route and kilogram, kept in Redis: fresh for a day, and kept for bad times after that."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

from komship.lib import clock
from shipping.carriers.base import CarrierError, CarrierRejected, Tariff
from shipping.carriers.registry import UnknownCarrier, carrier
from shipping.rules.breakers import Line
from shipping.services import _breaker as breaker
from shipping.services._carrier_calls import Protocol, keep_exchanges, went_wrong

FRESH_FOR = timedelta(hours=24)
KEPT_FOR = timedelta(days=30)


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

    Must run outside any transaction. Never raises for a courier that is down.
    """
    wanted = list(dict.fromkeys(routes))
    stored = _stored(wanted)
    return {route: _prices(route, stored.get(route.key)) for route in wanted}


def _prices(route: Route, entry: dict[str, Any] | None) -> Prices:
    kept = _read(entry) if entry else None
    if entry and kept and clock.now() - datetime.fromisoformat(entry["at"]) < FRESH_FOR:
        return kept
    asked = _ask(route)
    if asked is not None:
        return asked
    if kept is not None:
        return Prices(by_service=kept.by_service, is_stale=True)
    return Prices(by_service={}, known=False)


def _ask(route: Route) -> Prices | None:
    """The courier's own answer, kept for the next time; None when there is none to be had.

    After a failure nobody waits for the same courier again for a moment.
    """
    protocol = Protocol()
    try:
        with breaker.calling(breaker.ask(route.carrier, Line.TARIFFS)):
            tariffs = carrier(route.carrier).tariffs(
                route.origin_code, route.tariff_code, route.billed_kg, record=protocol
            )
    except CarrierRejected:
        tariffs = []
    except (CarrierError, UnknownCarrier):
        keep_exchanges(protocol, only=went_wrong)
        return None
    _store(route, tariffs)
    return Prices(by_service={tariff.service_code: tariff for tariff in tariffs})


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
