"""Where a booking stands between us and the courier: pure, no imports of ours."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BookingState(TextChoices):
    PENDING = "pending", _("Menunggu dikirim ke kurir")
    CALLING = "calling", _("Sedang menghubungi kurir")
    ACCEPTED = "accepted", _("Diterima kurir, menunggu resi")
    BOOKED = "booked", _("Resi terbit")
    REJECTED = "rejected", _("Ditolak kurir")
    UNKNOWN = "unknown", _("Jawaban kurir belum pasti")
    CANCELLED = "cancelled", _("Dibatalkan")


_S = BookingState

# A booking in one of these may exist at the courier already, so its payload must not change.
FROZEN: frozenset[BookingState] = frozenset({_S.CALLING, _S.UNKNOWN, _S.ACCEPTED, _S.BOOKED})
# While the courier's word is out nobody may withdraw the parcel.
IN_FLIGHT: frozenset[BookingState] = FROZEN - {_S.BOOKED}

# CALLING goes back to PENDING only when the request certainly never reached the courier, and only to
# UNKNOWN while an earlier attempt is still unexplained. ACCEPTED is for carriers that take an order
# first and give it an airway bill later.
BOOKING_ALLOWED: Mapping[BookingState, frozenset[BookingState]] = {
    _S.PENDING: frozenset({_S.CALLING, _S.CANCELLED}),
    _S.CALLING: frozenset({_S.PENDING, _S.ACCEPTED, _S.BOOKED, _S.REJECTED, _S.UNKNOWN}),
    _S.UNKNOWN: frozenset({_S.CALLING}),
    _S.ACCEPTED: frozenset({_S.BOOKED, _S.REJECTED}),
    _S.REJECTED: frozenset({_S.PENDING, _S.CANCELLED}),
    _S.BOOKED: frozenset({_S.CANCELLED}),
    _S.CANCELLED: frozenset(),
}
