from django.db.models import QuerySet

from accounts.errors import WarehouseNotFound
from accounts.models import Warehouse
from accounts.states import WarehouseKind
from komship.lib.compiled import CompiledQuery


def _with_partner(partner_id: int) -> QuerySet[Warehouse]:
    return Warehouse.objects.for_partner(partner_id).active().select_related("partner__settings")


_BY_ID = CompiledQuery(lambda partner_id, pk: _with_partner(partner_id).filter(pk=pk))
_DEFAULT = CompiledQuery(
    lambda partner_id: _with_partner(partner_id).filter(is_default=True).order_by("pk")[:1]
)


def warehouse_list(partner_id: int, *, own_only: bool = False) -> QuerySet[Warehouse]:
    """The partner's addresses that are in use, the default one first."""
    rows = Warehouse.objects.for_partner(partner_id).active()
    if own_only:
        rows = rows.filter(kind=WarehouseKind.PRIVATE)
    return rows.order_by("-is_default", "id")


def warehouse_detail(partner_id: int, warehouse_id: int) -> Warehouse:
    """One address of the partner, with the partner and its settings. Raises WarehouseNotFound."""
    row = _BY_ID.first(partner_id, warehouse_id)
    if row is None:
        raise WarehouseNotFound
    return row


def default_warehouse(partner_id: int) -> Warehouse | None:
    """The address that is offered first, with the partner; None before the first one was saved."""
    return _DEFAULT.first(partner_id)
