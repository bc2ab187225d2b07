"""What the tickets app refuses."""

from django.utils.translation import gettext as _

from komship.lib.errors import Conflict, NotFound


class TicketNotFound(NotFound):
    code = "ticket_not_found"

    def __init__(self) -> None:
        super().__init__(_("Tiket tidak ditemukan."))


class TicketTypeNotFound(NotFound):
    code = "ticket_type_not_found"

    def __init__(self) -> None:
        super().__init__(_("Jenis tiket tidak ditemukan."))


class TicketAlreadyOpen(Conflict):
    code = "ticket_already_open"

    def __init__(self) -> None:
        super().__init__(_("Resi tidak ditemukan atau sudah terbuat tiketnya."))
