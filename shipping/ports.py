"""What shipping asks of the apps above it, which register their answers when they start."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A sum over orders as it was, and as it would be; whole rupiah."""

    before_rp: int
    after_rp: int

    @property
    def change_rp(self) -> int:
        return self.after_rp - self.before_rp


@dataclass(frozen=True, slots=True)
class FeePreview:
    """What other rates would have meant for the orders of a service.

    `fee`, `cashback` and `returns` are what sellers pay, get and pay; `closed` orders go between islands
    the service would not be offered for.
    """

    orders: int
    cod_orders: int
    returned_orders: int
    closed: int
    fee: BeforeAfter
    cashback: BeforeAfter
    returns: BeforeAfter

    @property
    def sellers_rp(self) -> int:
        """How much more sellers would have had; negative when less."""
        return self.cashback.change_rp - self.fee.change_rp - self.returns.change_rp


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeQuestion:
    """Rates to try on the orders of a service since a Jakarta day. `criteria` are rows of a fee window."""

    service_id: int
    since: date
    cod_fee_bp: int
    cashback_bp: int
    return_discount_bp: int
    criteria: Sequence[Mapping[str, Any]]


FeePreviewer = Callable[[FeeQuestion], FeePreview]

_previewers: list[FeePreviewer] = []


def provide_fee_preview(preview: FeePreviewer) -> None:
    """Answer what rates would have meant for orders; the last one that answers counts."""
    _previewers[:] = [preview]


def fee_preview(question: FeeQuestion) -> FeePreview | None:
    """The answer of the app that knows the orders; None when there is none."""
    return _previewers[0](question) if _previewers else None
