"""Words for parcel statuses as sellers read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shipping.states import EventClass, ShipmentStatus

STATUS_TEXTS: dict[ShipmentStatus, Promise] = {
    ShipmentStatus.CREATED: _("Pesanan dibuat"),
    ShipmentStatus.READY_TO_SHIP: _("Siap dijemput"),
    ShipmentStatus.PICKED_UP: _("Dijemput kurir"),
    ShipmentStatus.IN_TRANSIT: _("Dikirim"),
    ShipmentStatus.OUT_FOR_DELIVERY: _("Sedang diantar"),
    ShipmentStatus.DELIVERY_FAILED: _("Gagal antar"),
    ShipmentStatus.DELIVERED: _("Diterima"),
    ShipmentStatus.RETURN_IN_TRANSIT: _("Retur dalam perjalanan"),
    ShipmentStatus.RETURN_RECEIVED: _("Retur diterima"),
    ShipmentStatus.CANCELLED: _("Dibatalkan"),
    ShipmentStatus.LOST: _("Hilang"),
    ShipmentStatus.DAMAGED: _("Rusak"),
}

STATUS_CHOICES = [(status.value, text) for status, text in STATUS_TEXTS.items()]

# For scans whose code nobody has explained yet.
EVENT_TEXTS: dict[EventClass, Promise] = {
    EventClass.PICKUP: _("Paket diterima kurir"),
    EventClass.PROCESS: _("Paket dalam perjalanan"),
    EventClass.DELIVERY: _("Paket sedang diantar"),
    EventClass.DELIVERED: _("Paket sudah diterima"),
    EventClass.PROBLEM: _("Ada kendala pengiriman"),
    EventClass.RETURN: _("Paket dikembalikan ke pengirim"),
}
