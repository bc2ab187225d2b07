"""What the seller has to know about an order right now, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from orders.models import Order, OrderHistory
from orders.selectors.story import OrderStory
from orders.states import GOODS_BACK, RETURN_ARRIVED, OrderStatus
from shipping.booking_states import BookingState
from shipping.rules.breakers import Line
from shipping.selectors.carrier_lines import is_interrupted


@dataclass(frozen=True, slots=True)
class Notice:
    """For `components/alert.html`."""

    title: str
    text: str
    tone: str
    icon: str


def waiting_notice(order: Order) -> Notice | None:
    """Why the airway bill is not there yet; None when nobody waits for one."""
    shipment = order.shipment
    if order.status != OrderStatus.BOOKING or shipment is None:
        return None
    if shipment.booking_state == BookingState.UNKNOWN or shipment.maybe_booked:
        return Notice(
            _("Jawaban kurir belum pasti, kami cek otomatis"),
            _(
                "Permintaan resi mungkin sudah sampai di kurir. Kami tanyakan terus dengan nomor pesanan"
                " ini, jadi tidak akan ada resi ganda. Kamu tidak perlu melakukan apa-apa."
            ),
            "warning",
            "clock",
        )
    if shipment.booking_state == BookingState.ACCEPTED:
        return Notice(
            _("%(courier)s sudah menerima pesanan, resi menyusul") % {"courier": order.courier_name},
            _("Penjemputan sedang diatur. Resi biasanya terbit beberapa menit lagi."),
            "info",
            "clock",
        )
    if shipment.booking_attempts > 1 or is_interrupted(shipment.books_with, Line.BOOKING):
        return Notice(
            _("Kurir belum bisa dihubungi"),
            _("Kami coba lagi otomatis. Pesanan tetap aman dan resi terbit begitu kurir menjawab."),
            "warning",
            "clock",
        )
    return Notice(
        _("Menunggu resi dari %(courier)s") % {"courier": order.courier_name},
        _("Biasanya beberapa detik. Halaman ini memperbarui diri sendiri."),
        "info",
        "clock",
    )


def notices(order: Order, story: OrderStory) -> list[Notice]:
    """Troubles and returns; none for an order that simply goes its way."""
    found = [_refused(order), _problem(order), _trouble(order), _return(order, story), _payout(order)]
    return [notice for notice in found if notice is not None]


def may_take_back(order: Order) -> bool:
    """Whether a return has arrived and nobody has looked into it."""
    arrived = order.status == OrderStatus.RETURNED and order.return_state == RETURN_ARRIVED
    return arrived and order.return_checked_at is None


def _refused(order: Order) -> Notice | None:
    if order.status != OrderStatus.CREATED or not order.booking_note:
        return None
    text = _("Alasan kurir: %(reason)s. Ubah pesanannya, lalu minta pickup lagi.")
    return Notice(
        _("Kurir menolak pesanan ini"),
        text % {"reason": order.booking_note.rstrip(".")},
        "danger",
        "alert-circle",
    )


def _problem(order: Order) -> Notice | None:
    if not order.is_problem or order.status != OrderStatus.SHIPPED:
        return None
    news = order.shipment.last_event_text if order.shipment else ""
    return Notice(
        _("Ada kendala pengiriman"),
        news or _("Kurir belum berhasil mengantar."),
        "warning",
        "alert-triangle",
    )


def _payout(order: Order) -> Notice | None:
    """The buyer has paid the courier, and the courier has not paid us."""
    if order.status != OrderStatus.DELIVERED or order.shipment is None or not order.shipment.awaits_payout:
        return None
    text = _("Paket sudah diterima dan dibayar pembeli. Uangnya masuk ke saldo setelah kurir mencairkannya.")
    return Notice(_("Uang COD menunggu dicairkan kurir"), text, "info", "clock")


def _trouble(order: Order) -> Notice | None:
    if order.status not in (OrderStatus.LOST, OrderStatus.DAMAGED):
        return None
    title = _("Paket hilang") if order.status == OrderStatus.LOST else _("Paket rusak")
    text = _("Ganti rugi diperiksa tim kami. Setelah disetujui, uangnya tampil di bagian Uang.")
    return Notice(title, text, "danger", "alert-octagon")


def _return(order: Order, story: OrderStory) -> Notice | None:
    if order.status != OrderStatus.RETURNED:
        return None
    if order.return_checked_at is not None:
        text = (
            _("Barangnya sudah kembali ke stok.")
            if story.last(OrderHistory.Kind.RETURN) == GOODS_BACK
            else _("Isinya sudah dicek; tidak ada yang kembali ke stok.")
        )
        return Notice(_("Retur selesai"), text, "success", "circle-check")
    if order.return_state == RETURN_ARRIVED:
        text = _("Periksa isinya. Kalau masih bagus, kembalikan ke stok supaya bisa dijual lagi.")
        return Notice(_("Paket retur sudah sampai"), text, "warning", "home-check")
    text = _("Paket sedang dibawa pulang ke alamat pickup.")
    return Notice(_("Retur dalam perjalanan"), text, "warning", "arrow-back-up")
