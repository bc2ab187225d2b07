"""Words, tones and icons of orders and pickups; pages name only the value."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.states import Vehicle
from finance.states import PaymentMethod
from komship.web.statuses import StatusLook, register_statuses
from orders.models import OrderHistory
from orders.states import CHECK_UNDONE, GOODS_BACK, RETURN_CHECKED, ImportRowState, OrderStatus
from shipping.models import Pickup
from shipping.rules.label_layouts import LabelLayout
from shipping.states import EventClass

Text = str | Promise
_S = OrderStatus
_KIND = OrderHistory.Kind

ORDER_LOOKS: dict[str, StatusLook] = {
    _S.CREATED: StatusLook(_("Dibuat"), "neutral", "clipboard-list"),
    _S.BOOKING: StatusLook(_("Menunggu resi"), "warning", "clock"),
    _S.PACKING: StatusLook(_("Siap dijemput"), "info", "package"),
    _S.SHIPPED: StatusLook(_("Dikirim"), "progress", "truck-delivery"),
    _S.DELIVERED: StatusLook(_("Diterima"), "success", "circle-check"),
    _S.RETURNED: StatusLook(_("Retur"), "danger", "arrow-back-up"),
    _S.CANCELLED: StatusLook(_("Batal"), "neutral", "ban"),
    _S.LOST: StatusLook(_("Hilang"), "danger", "help-circle"),
    _S.DAMAGED: StatusLook(_("Rusak"), "danger", "alert-octagon"),
}
register_statuses("order", ORDER_LOOKS)
register_statuses("order-problem", {"True": StatusLook(_("Kendala"), "warning", "alert-triangle")})
register_statuses(
    "payment",
    {
        PaymentMethod.COD: StatusLook(_("COD"), "warning", "cash"),
        PaymentMethod.BANK_TRANSFER: StatusLook(_("Transfer"), "info", "building-bank"),
    },
)
register_statuses(
    "pickup",
    {
        Pickup.Status.SCHEDULED: StatusLook(_("Dijadwalkan"), "info", "clock"),
        Pickup.Status.PARTIAL: StatusLook(_("Dijemput sebagian"), "progress", "package-export"),
        Pickup.Status.COMPLETED: StatusLook(_("Selesai"), "success", "circle-check"),
        Pickup.Status.MISSED: StatusLook(_("Terlewati"), "warning", "alert-triangle"),
        Pickup.Status.CANCELLED: StatusLook(_("Dibatalkan"), "neutral", "ban"),
    },
)
register_statuses(
    "import-row",
    {
        ImportRowState.WAITING: StatusLook(_("Belum diperiksa"), "neutral", "clock"),
        ImportRowState.FAULTY: StatusLook(_("Perlu diperbaiki"), "danger", "alert-circle"),
        ImportRowState.READY: StatusLook(_("Siap disimpan"), "info", "clipboard-check"),
        ImportRowState.STORED: StatusLook(_("Tersimpan"), "success", "circle-check"),
        ImportRowState.KNOWN: StatusLook(_("Sudah ada"), "neutral", "copy"),
    },
)

# How a line of the parcel's journey looks, by the courier-neutral class of the scan.
SCAN_LOOKS = {
    EventClass.PICKUP: ("info", "package-export"),
    EventClass.PROCESS: ("neutral", "building-warehouse"),
    EventClass.DELIVERY: ("progress", "truck-delivery"),
    EventClass.DELIVERED: ("success", "circle-check"),
    EventClass.PROBLEM: ("warning", "alert-triangle"),
    EventClass.RETURN: ("danger", "arrow-back-up"),
}

VEHICLE_ICONS: dict[str, str] = {Vehicle.MOTOR: "moped", Vehicle.MOBIL: "car", Vehicle.TRUCK: "truck"}


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of an order's activity in words."""

    text: Text
    tone: str = "neutral"
    icon: str = "point"


_DEEDS: dict[tuple[str, str], Deed] = {
    (_KIND.STATUS, _S.CREATED): Deed(_("Pesanan dibuat"), "neutral", "clipboard-list"),
    (_KIND.STATUS, _S.BOOKING): Deed(_("Pickup diminta"), "info", "truck-loading"),
    (_KIND.STATUS, _S.PACKING): Deed(_("Resi terbit"), "info", "barcode"),
    (_KIND.STATUS, _S.SHIPPED): Deed(_("Dibawa kurir"), "progress", "truck-delivery"),
    (_KIND.STATUS, _S.DELIVERED): Deed(_("Diterima pembeli"), "success", "circle-check"),
    (_KIND.STATUS, _S.RETURNED): Deed(_("Diretur"), "danger", "arrow-back-up"),
    (_KIND.STATUS, _S.CANCELLED): Deed(_("Dibatalkan"), "neutral", "ban"),
    (_KIND.STATUS, _S.LOST): Deed(_("Dinyatakan hilang"), "danger", "help-circle"),
    (_KIND.STATUS, _S.DAMAGED): Deed(_("Dinyatakan rusak"), "danger", "alert-octagon"),
    (_KIND.RETURN, "1"): Deed(_("Paket retur dalam perjalanan pulang"), "warning", "arrow-back-up"),
    (_KIND.RETURN, "2"): Deed(_("Paket retur sampai"), "warning", "home-check"),
    (_KIND.RETURN, GOODS_BACK): Deed(_("Barang kembali ke stok"), "success", "package-import"),
    (_KIND.RETURN, RETURN_CHECKED): Deed(_("Isi retur dicek"), "info", "clipboard-list"),
    (_KIND.RETURN, CHECK_UNDONE): Deed(_("Pengecekan retur dibatalkan"), "warning", "arrow-back-up"),
    (_KIND.PROBLEM, "1"): Deed(_("Ada kendala pengiriman"), "warning", "alert-triangle"),
    (_KIND.PROBLEM, "0"): Deed(_("Kendala selesai"), "success", "circle-check"),
    (_KIND.EDIT, ""): Deed(_("Pesanan diubah"), "neutral", "edit"),
    (_KIND.DELETE, ""): Deed(_("Pesanan dihapus"), "neutral", "trash"),
    (_KIND.LABEL, ""): Deed(_("Label dicetak"), "neutral", "printer"),
}
_REFUSED_BOOKING = Deed(_("Kurir menolak, resi belum terbit"), "danger", "alert-circle")
_ODD_NEWS = Deed(_("Kabar kurir tidak cocok dengan status pesanan"), "warning", "help-circle")


def deed_of(row: OrderHistory) -> Deed:
    """The words for a history row."""
    if row.kind == _KIND.REFUSED_MOVE:
        return _ODD_NEWS
    if (row.before, row.after) == (_S.BOOKING, _S.CREATED):
        return _REFUSED_BOOKING
    known = _DEEDS.get((row.kind, row.after)) or _DEEDS.get((row.kind, ""))
    return known or Deed(row.get_kind_display())


@dataclass(frozen=True, slots=True)
class Paper:
    """A label layout as the form shows it: `cells` are drawn as a little picture."""

    layout: LabelLayout
    title: Text
    text: Text
    shape: str
    cells: str


PAPERS = (
    Paper(LabelLayout.THERMAL_100X150, _("Thermal 100 x 150"), _("Stiker besar"), "tall", "1"),
    Paper(LabelLayout.THERMAL_100X100, _("Thermal 100 x 100"), _("Stiker kotak"), "square", "1"),
    Paper(LabelLayout.A4_4, _("A4, 4 label"), _("Hemat kertas"), "a4 cells-4", "1234"),
    Paper(LabelLayout.A4_2, _("A4, 2 label"), _("Potong tengah"), "a4 cells-2", "12"),
    Paper(LabelLayout.A4_1, _("A4, 1 label"), _("Satu halaman penuh"), "a4", "1"),
)
