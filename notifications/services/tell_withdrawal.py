import zlib
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
    """Ring for every step that somebody else took. True when it rang.

    A review may come again with another note, and rings again; the same news rings once.
    """
    words = _words(news)
    if words is None:
        return False
    title, text = words
    again = f":{zlib.crc32(news.note.encode()):08x}" if news.status == "on_review" else ""
    message = Ring(
        kind=NotificationKind.WITHDRAWAL,
        reference=news.withdrawal_id,
        title=title,
        text=text.strip(),
        source=f"withdrawal:{news.withdrawal_id}:{news.status}{again}",
    )
    return ring(message, partner_id=partner_id)


def _words(news: WithdrawalNews) -> tuple[str, str] | None:
    """Title and text of a step; None for the seller's own request."""
    known = {"amount": rupiah(news.amount_rp), "note": news.note}
    words = {
        "on_review": (
            _("Penarikan saldo sedang diperiksa"),
            _("Penarikan %(amount)s sedang diperiksa tim Komship. %(note)s"),
        ),
        "approved": (
            _("Penarikan saldo disetujui"),
            _("%(amount)s segera ditransfer ke rekeningmu."),
        ),
        "completed": (
            _("Penarikan saldo berhasil"),
            _("%(amount)s sudah ditransfer ke rekeningmu."),
        ),
        "rejected": (
            _("Penarikan saldo ditolak"),
            _("%(amount)s dikembalikan ke saldomu. %(note)s"),
        ),
        "cancelled": (
            _("Penarikan saldo dibatalkan"),
            _("%(amount)s dikembalikan ke saldomu. %(note)s"),
        ),
    }.get(news.status)
    return None if words is None else (words[0], words[1] % known)
