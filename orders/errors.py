"""What the order use-cases refuse."""

from django.utils.translation import gettext as _

from komship.lib.errors import Conflict, InvalidInput, NotAllowed, NotFound, Unavailable


class OrderNotFound(NotFound):
    code = "order_not_found"


class CustomerNotFound(NotFound):
    code = "customer_not_found"


class FeatureOff(NotAllowed):
    """The seller has not switched this on."""

    code = "feature_off"


class CartEmpty(InvalidInput):
    code = "cart_empty"


class CartLineNotFound(NotFound):
    code = "cart_line_not_found"


class UnknownVariant(InvalidInput):
    code = "unknown_variant"


class NoSuchDestination(InvalidInput):
    code = "unknown_destination"


class NoSuchWarehouse(InvalidInput):
    code = "unknown_warehouse"


class WarehouseIncomplete(InvalidInput):
    """The pickup address has no courier origin code yet."""

    code = "warehouse_incomplete"


class ServiceUnavailable(Unavailable):
    """The chosen courier service cannot take this parcel; `reason` says why in words."""

    code = "service_unavailable"


class NoCodHere(InvalidInput):
    code = "no_cod_here"


class TotalTooLow(InvalidInput):
    """The amount the buyer pays would not even cover the shipping."""

    code = "total_too_low"


class PriceChanged(Conflict):
    """Between quote and store the price became another; `total_rp` is the new one."""

    code = "price_changed"


class OrderNotChangeable(Conflict):
    """The order has gone too far for this change."""

    code = "order_not_changeable"


class OrderChanged(Conflict):
    """Somebody else edited the order since the caller read it."""

    code = "order_changed"


class DraftNotFound(NotFound):
    code = "draft_not_found"


class ReturnCheckNotFound(NotFound):
    code = "return_check_not_found"


class SellerOnHold(Conflict):
    code = "seller_on_hold"


class MassOrdersOff(NotAllowed):
    """The seller has not switched mass orders on."""

    code = "mass_orders_off"

    def __init__(self) -> None:
        super().__init__(_("Nyalakan Order massal di pengaturan fitur dulu."))


class ImportNotFound(NotFound):
    code = "import_not_found"

    def __init__(self) -> None:
        super().__init__(_("Impor tidak ditemukan."))


class ImportBusy(Conflict):
    """The rows of this import are being checked or stored."""

    code = "import_busy"

    def __init__(self) -> None:
        super().__init__(_("Impor ini sedang dikerjakan. Tunggu sampai selesai."))


class NothingToStore(Conflict):
    code = "nothing_to_store"

    def __init__(self) -> None:
        super().__init__(_("Tidak ada pesanan yang siap disimpan."))


class NothingToCheck(Conflict):
    code = "nothing_to_check"

    def __init__(self) -> None:
        super().__init__(_("Semua pesanan di berkas ini sudah tersimpan."))


class SheetMoved(Conflict):
    """Somebody else of the shop has saved the sheet meanwhile."""

    code = "sheet_moved"
