"""Courier services with the rates of today, for operators."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from komship.lib import clock
from shipping.errors import CourierServiceNotFound
from shipping.models import CourierService, FeeWindow


@dataclass(frozen=True)
class RatedService:
    """A service and the window that holds now; None when none does."""

    service: CourierService
    window: FeeWindow | None


def rated_services() -> list[RatedService]:
    """Every service of every courier, hidden ones too. Two queries."""
    rows = _with_windows().order_by("courier__position", "courier_id", "position", "pk")
    return [_rated(row) for row in rows]


def rated_service(service_id: int) -> RatedService:
    """One service with its window. Two queries. Raises CourierServiceNotFound."""
    row = _with_windows().filter(pk=service_id).first()
    if row is None:
        raise CourierServiceNotFound
    return _rated(row)


def _with_windows() -> QuerySet[CourierService]:
    held = FeeWindow.objects.valid_at(clock.now())
    return CourierService.objects.select_related("courier").prefetch_related(
        Prefetch("fee_windows", queryset=held, to_attr="windows_now")
    )


def _rated(row: CourierService) -> RatedService:
    windows: list[FeeWindow] = row.windows_now  # type: ignore[attr-defined]
    return RatedService(row, windows[0] if windows else None)
