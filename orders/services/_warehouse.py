"""Where an order leaves from."""

from django.utils.translation import gettext as _

from accounts.errors import WarehouseNotFound
from accounts.models import Warehouse
from accounts.selectors.warehouses import default_warehouse, warehouse_detail
from orders.errors import NoSuchWarehouse, WarehouseIncomplete


def require_warehouse(partner_id: int, warehouse_id: int | None) -> Warehouse:
    """The seller's pickup address, or her default one. One query.

    Raises NoSuchWarehouse, WarehouseIncomplete when it has no courier code yet.
    """
    try:
        warehouse = (
            warehouse_detail(partner_id, warehouse_id) if warehouse_id else default_warehouse(partner_id)
        )
    except WarehouseNotFound:
        warehouse = None
    if warehouse is None:
        raise NoSuchWarehouse(_("Alamat pickup tidak ditemukan."))
    if not warehouse.origin_code:
        raise WarehouseIncomplete(_("Lengkapi kelurahan/kecamatan alamat pickup ini dulu."))
    return warehouse
