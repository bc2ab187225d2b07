from dataclasses import dataclass

from django.utils.translation import gettext as _

from notifications.selectors.owners import owner_addresses
from notifications.services.send_letter import send_letter


@dataclass(frozen=True)
class BankAccountNews:
    change: str
    bank_name: str
    masked_no: str
    by: str


def tell_bank_account(news: BankAccountNews, *, partner_id: int) -> int:
    """Mail a seller's owner that a bank account changed, in case it was not her; returns how many mails.

    Talks to the mail server, so outside any transaction and at least once.
    """
    account = {"bank": news.bank_name, "number": news.masked_no, "by": news.by}
    titles = {
        "added": _("Rekening %(bank)s %(number)s ditambahkan"),
        "changed": _("Rekening %(bank)s %(number)s diubah"),
        "deleted": _("Rekening %(bank)s %(number)s dihapus"),
    }
    text = _(
        "Perubahan ini dilakukan oleh %(by)s. Penarikan ke rekening baru bisa diajukan setelah 24 jam. "
        "Kalau ini bukan kamu, segera ganti kata sandi dan PIN, lalu hubungi tim Komship."
    )
    addresses = owner_addresses(partner_id)
    for address in addresses:
        send_letter(address, titles[news.change] % account, text % account)
    return len(addresses)
