"""Which couriers a row of a sheet can choose from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Partner
from accounts.selectors.warehouses import warehouse_list
from orders.errors import NoSuchDestination, NoSuchWarehouse, WarehouseIncomplete
from orders.services._mass_switch import require_mass_orders
from orders.services._offers import quote_request
from orders.services._parcel_size import ParcelSize
from orders.sheet.couriers import is_in_sheets, sheet_name
from orders.sheet.grouping import same_words
from shipping.errors import DestinationNotFound
from shipping.selectors.destinations import destination_by_zip
from shipping.services.quote_parcel import quote_parcels


@dataclass(frozen=True, slots=True)
class SheetParcel:
    """A parcel as a row describes it: from the pickup address of this name to this zip."""

    warehouse_name: str
    postal_code: str
    weight_g: int
    is_cod: bool


def ask_sheet_couriers(partner: Partner, parcel: SheetParcel) -> list[str]:
    """`JNE Reguler`, `JNE Cargo`: what sheets call the services that can carry the parcel.

    May ask couriers, so it runs outside any transaction; stores nothing. The partner's settings must be
    loaded. Raises MassOrdersOff, NoSuchWarehouse, WarehouseIncomplete, NoSuchDestination.
    """
    require_mass_orders(partner)
    name = same_words(parcel.warehouse_name)
    warehouse = next((row for row in warehouse_list(partner.pk) if same_words(row.name) == name), None)
    if warehouse is None:
        raise NoSuchWarehouse(_("Alamat pickup tidak ditemukan."))
    if not warehouse.origin_code:
        raise WarehouseIncomplete(_("Lengkapi kelurahan/kecamatan alamat pickup ini dulu."))
    try:
        place = destination_by_zip(parcel.postal_code)
    except DestinationNotFound as unknown:
        raise NoSuchDestination(_("Kode pos ini tidak ditemukan.")) from unknown
    size = ParcelSize(weight_g=parcel.weight_g, volume_cm3=0, pieces=1, goods_rp=0)
    request = quote_request(warehouse, place.pk, size, is_cod=parcel.is_cod)
    offers = quote_parcels([request])[0]
    options = offers.options if offers else []
    names = (sheet_name(row.courier_name, row.group) for row in options if is_in_sheets(row))
    return list(dict.fromkeys(names))
