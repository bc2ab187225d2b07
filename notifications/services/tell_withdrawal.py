from dataclasses import dataclass

from django.utils.translation import gettext as _

from komship.lib.money import rupiah
from notifications.models.notification import NotificationKind
from notifications.services.ring import Ring, ring


@dataclass(frozen=True)
class WithdrawalNews:
    withdrawal_id: int
    number: str
    amount_rp: int
    status: str
    note: str = ""


def tell_withdrawal(news: WithdrawalNews, *, partner_id: int) -> bool:
    """Ring when money was sent or refused; steps in between are no news. True when it rang."""
    amount = rupiah(news.amount_rp)
    if news.status == "completed":
        title = _("Penarikan saldo berhasil")
        text = _("%(amount)s sudah ditransfer ke rekeningmu.") % {"amount": amount}
    elif news.status == "rejected":
        title = _("Penarikan saldo ditolak")
        text = _("%(amount)s dikembalikan ke saldomu. %(note)s") % {"amount": amount, "note": news.note}
    else:
        return False
    message = Ring(
        kind=NotificationKind.WITHDRAWAL,
        reference=news.withdrawal_id,
        title=title,
        text=text.strip(),
        source=f"withdrawal:{news.withdrawal_id}:{news.status}",
    )
    return ring(message, partner_id=partner_id)
