"""Ticket statuses and the moves between them. The numbers are the clients'."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TicketStatus(models.IntegerChoices):
    NEEDS_FOLLOWUP = 0, _("Perlu Tindak Lanjut")
    UNPROCESSED = 1, _("Belum Diproses")
    IN_PROCESS = 2, _("Sedang Diproses")
    FINISHED = 3, _("Selesai")
    CANCELLED = 4, _("Batal")


OPEN = frozenset({TicketStatus.NEEDS_FOLLOWUP, TicketStatus.UNPROCESSED, TicketStatus.IN_PROCESS})

ALLOWED: dict[TicketStatus, frozenset[TicketStatus]] = {
    TicketStatus.UNPROCESSED: frozenset(
        {
            TicketStatus.IN_PROCESS,
            TicketStatus.NEEDS_FOLLOWUP,
            TicketStatus.FINISHED,
            TicketStatus.CANCELLED,
        }
    ),
    TicketStatus.IN_PROCESS: frozenset(
        {TicketStatus.NEEDS_FOLLOWUP, TicketStatus.FINISHED, TicketStatus.CANCELLED}
    ),
    TicketStatus.NEEDS_FOLLOWUP: frozenset(
        {TicketStatus.IN_PROCESS, TicketStatus.FINISHED, TicketStatus.CANCELLED}
    ),
    TicketStatus.FINISHED: frozenset(),
    TicketStatus.CANCELLED: frozenset(),
}


class Author(models.TextChoices):
    """Who wrote a line of the conversation."""

    PARTNER = "partner", _("Penjual")
    COURIER_CS = "courier_cs", _("CS ekspedisi")
    COURIER_LOG = "courier_log", _("Catatan ekspedisi")
    SYSTEM = "system", _("Sistem")


class Outcome(models.TextChoices):
    """How the parcel of a finished ticket ended."""

    UNKNOWN = "", _("Belum diketahui")
    DELIVERED = "delivered", _("Diterima")
    RETURNED = "returned", _("Retur")
    LOST = "lost", _("Hilang")
    DAMAGED = "damaged", _("Rusak")


# Kinds every installation begins with: name, and whether sellers may open it themselves.
FIRST_TYPES: tuple[tuple[str, bool], ...] = (
    ("Permintaan Pengiriman Ulang", True),
    ("Perubahan Alamat Customer", True),
    ("Paket Hilang", False),
    ("Alamat penerima / Nomor HP tidak lengkap", False),
    ("Jadwal Ulang Pengiriman", False),
)
PROBLEM_TYPE = "Permintaan Pengiriman Ulang"
