"""What accounts asks of the apps above it, which register their answers when they start.

Accounts stands below orders, finance and shipping and cannot import them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from accounts.states import Mission

# Given a warehouse id: does unfinished work (an order, a pickup) still need this address?
WarehouseGuard = Callable[[int], bool]
# Given a partner id: one value of the profile that another app owns.
ProfilePart = Callable[[int], object]
# Given a partner id: has this mission of the starter challenge been done already?
MissionCheck = Callable[[int], bool]


@dataclass(frozen=True)
class City:
    """A place a business may be in; `text` is shown and stored, `code` is its key."""

    code: str
    text: str


class CitySearch(Protocol):
    """Cities whose text has all these words, at most `limit`."""

    def __call__(self, words: str, *, limit: int) -> Sequence[City]: ...


class PointsGiver(Protocol):
    """Credits KomPoints once per key, in the caller's transaction."""

    def __call__(self, partner_id: int, *, amount_rp: int, key: str) -> None: ...


KOMPOINTS = "kompoints"
COURIERS = "couriers"
PAYMENT_METHODS = "payment_methods"
BANK_ACCOUNTS = "bank_accounts"

_warehouse_guards: dict[str, WarehouseGuard] = {}
_profile_parts: dict[str, ProfilePart] = {}
_mission_checks: dict[Mission, MissionCheck] = {}
_city_search: list[CitySearch] = []
_points_givers: list[PointsGiver] = []


def guard_warehouse(name: str, guard: WarehouseGuard) -> None:
    """Keep warehouses for which `guard` says True from being deleted. It runs under the row's lock."""
    _warehouse_guards[name] = guard


def warehouse_is_needed(warehouse_id: int) -> bool:
    return any(guard(warehouse_id) for guard in _warehouse_guards.values())


def provide_profile_part(name: str, read: ProfilePart) -> None:
    """Answer one of the profile values named above."""
    _profile_parts[name] = read


def profile_part(name: str, partner_id: int, *, default: object) -> object:
    """The value another app provides, or the default when none does."""
    read = _profile_parts.get(name)
    return default if read is None else read(partner_id)


def provide_mission_check(mission: Mission, check: MissionCheck) -> None:
    """Say whether a mission was done before its challenge began."""
    _mission_checks[mission] = check


def mission_was_done(mission: Mission, partner_id: int) -> bool:
    """Whether the app that knows says so; False when none does."""
    check = _mission_checks.get(mission)
    return False if check is None else check(partner_id)


def provide_city_search(search: CitySearch) -> None:
    """Answer which cities there are."""
    _city_search[:] = [search]


def find_cities(words: str, *, limit: int = 50) -> Sequence[City]:
    """Cities to choose from; none without an app that knows places."""
    return _city_search[0](words, limit=limit) if _city_search else []


def provide_points(give: PointsGiver) -> None:
    """Take over crediting KomPoints."""
    _points_givers[:] = [give]


def reward_points(partner_id: int, *, amount_rp: int, key: str) -> None:
    """Credit KomPoints once per key, in the caller's transaction. Raises LookupError without a purse."""
    if not _points_givers:
        raise LookupError("nobody keeps KomPoints here")
    _points_givers[0](partner_id, amount_rp=amount_rp, key=key)
