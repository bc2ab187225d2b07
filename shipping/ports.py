"""What shipping asks of the apps above it, which register their answers when they start."""

from collections.abc import Callable

# Given a partner id: a number for each of her warehouses, by warehouse id.
WarehouseCounts = Callable[[int], dict[int, int]]

PRODUCTS = "products"
WAITING_ORDERS = "waiting_orders"

_counts: dict[str, WarehouseCounts] = {}


def provide_warehouse_counts(name: str, count: WarehouseCounts) -> None:
    """Answer PRODUCTS (products kept there) or WAITING_ORDERS (orders not yet picked up)."""
    _counts[name] = count


def warehouse_counts(name: str, partner_id: int) -> dict[int, int]:
    """The numbers another app provides; empty when none does."""
    count = _counts.get(name)
    return {} if count is None else count(partner_id)
