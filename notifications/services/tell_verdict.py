from django.utils.translation import gettext as _

from notifications.models import InboxMessage
from notifications.services.write_letter import write_letter


def tell_verdict(status: str, *, partner_id: int) -> InboxMessage | None:
    """Write to a seller what ops decided about her shop, what it means and where to object.

    The reason stays with ops. None for a status that needs no letter.
    """
    letters = {
        "on_hold": (
            _("Toko kamu sedang ditahan"),
            _(
                "Selama ditahan, saldo belum bisa ditarik dan pesanan COD baru belum bisa dibuat. "
                "Pesanan yang sudah jalan tetap diurus. Keberatan? Balas lewat tiket, tim Komship "
                "akan meninjau lagi."
            ),
        ),
        "fraudulent": (
            _("Toko kamu dinonaktifkan"),
            _(
                "Pesanan baru dan penarikan saldo dihentikan selama pemeriksaan. "
                "Keberatan? Balas lewat tiket, tim Komship akan meninjau lagi."
            ),
        ),
        "active": (
            _("Toko kamu aktif lagi"),
            _("Penarikan saldo dan pesanan COD sudah bisa dipakai seperti biasa."),
        ),
    }
    letter = letters.get(status)
    return None if letter is None else write_letter(*letter, partner_id=partner_id)
