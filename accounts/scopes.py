"""What an API key may be allowed, and the rights of a member each scope stands for. Pure."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from accounts.states import Right


class Scope(StrEnum):
    """Written into keys and shown to developers: never renamed."""

    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    PICKUPS_READ = "pickups:read"
    PICKUPS_WRITE = "pickups:write"
    PRODUCTS_READ = "products:read"
    PRODUCTS_WRITE = "products:write"
    FINANCE_READ = "finance:read"
    REPORTS_READ = "reports:read"


RIGHTS: Final[dict[Scope, frozenset[Right]]] = {
    Scope.ORDERS_READ: frozenset({Right.ORDER_VIEW}),
    Scope.ORDERS_WRITE: frozenset({Right.ORDER_CREATE, Right.ORDER_EDIT, Right.ORDER_DELETE}),
    Scope.PICKUPS_READ: frozenset({Right.PICKUP_HISTORY}),
    Scope.PICKUPS_WRITE: frozenset({Right.PICKUP_SUBMIT}),
    Scope.PRODUCTS_READ: frozenset({Right.PRODUCT_VIEW}),
    Scope.PRODUCTS_WRITE: frozenset({Right.PRODUCT_CREATE, Right.PRODUCT_EDIT, Right.PRODUCT_DELETE}),
    Scope.FINANCE_READ: frozenset({Right.FINANCE_INCOME, Right.FINANCE_BALANCE}),
    Scope.REPORTS_READ: frozenset({Right.DASHBOARD_VIEW}),
}
# The same right lets people look at money and move it; a key only ever looks.
LOOK_ONLY: Final = frozenset(RIGHTS[Scope.FINANCE_READ] | RIGHTS[Scope.REPORTS_READ])


def rights_of(scopes: Iterable[str]) -> list[int]:
    """The rights these scopes stand for together; unknown ones stand for nothing."""
    known = set(scopes)
    return sorted({right.value for scope, rights in RIGHTS.items() if scope in known for right in rights})


def may_use(right: Right | None, *, is_reading: bool) -> bool:
    """Whether any key at all may call an operation that needs this right."""
    reachable = right is not None and any(right in rights for rights in RIGHTS.values())
    return reachable and (is_reading or right not in LOOK_ONLY)
