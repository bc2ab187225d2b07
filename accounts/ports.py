"""What accounts asks of the apps above it, which register their answers when they start.

Accounts stands below orders, finance and shipping and cannot import them.
"""

from collections.abc import Callable

# Given a warehouse id: does unfinished work (an order, a pickup) still need this address?
WarehouseGuard = Callable[[int], bool]
# Given a partner id: one value of the profile that another app owns.
ProfilePart = Callable[[int], object]

KOMPOINTS = "kompoints"
COURIERS = "couriers"
PAYMENT_METHODS = "payment_methods"
BANK_ACCOUNTS = "bank_accounts"

_warehouse_guards: dict[str, WarehouseGuard] = {}
_profile_parts: dict[str, ProfilePart] = {}


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
