"""Where a booking stands between us and the courier: pure, no imports of ours."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BookingState(TextChoices):
    PENDING = "pending", _("Menunggu dikirim ke kurir")
    CALLING = "calling", _("Sedang menghubungi kurir")
    BOOKED = "booked", _("Resi terbit")
    REJECTED = "rejected", _("Ditolak kurir")
    UNKNOWN = "unknown", _("Jawaban kurir belum pasti")
    CANCELLED = "cancelled", _("Dibatalkan")


# A booking in one of these may already exist at the courier, so its payload must not change.
FROZEN = frozenset({BookingState.CALLING, BookingState.UNKNOWN, BookingState.BOOKED})

# CALLING -> PENDING only when the request certainly never left this machine.
BOOKING_ALLOWED: dict[str, frozenset[str]] = {
    BookingState.PENDING: frozenset({BookingState.CALLING, BookingState.CANCELLED}),
    BookingState.CALLING: frozenset(
        {BookingState.PENDING, BookingState.BOOKED, BookingState.REJECTED, BookingState.UNKNOWN}
    ),
    BookingState.UNKNOWN: frozenset({BookingState.CALLING}),
    BookingState.REJECTED: frozenset({BookingState.PENDING, BookingState.CANCELLED}),
    BookingState.BOOKED: frozenset({BookingState.CANCELLED}),
    BookingState.CANCELLED: frozenset({BookingState.PENDING}),
}
