from django.utils.translation import gettext as _

from komship.lib.money import rupiah
from notifications.models.notification import NotificationKind
from notifications.services.ring import Ring, ring


def tell_top_up(top_up_id: int, *, amount_rp: int, partner_id: int) -> bool:
    """Ring when a top-up has reached the balance. True when it rang."""
    message = Ring(
        kind=NotificationKind.TOP_UP,
        reference=top_up_id,
        title=_("Isi saldo berhasil"),
        text=_("%(amount)s sudah masuk ke saldomu.") % {"amount": rupiah(amount_rp)},
        source=f"top_up:{top_up_id}:paid",
    )
    return ring(message, partner_id=partner_id)
