from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from notifications.models import InboxMessage
from notifications.services.write_letter import write_letter


@dataclass(frozen=True)
class ApiKeyNews:
    change: str
    name: str
    prefix: str
    by: str


def tell_api_key(news: ApiKeyNews, *, partner_id: int) -> InboxMessage:
    """Write to a shop's inbox that a key came or went, in case it was not its owner."""
    titles = {"made": _("Kunci API baru dibuat"), "revoked": _("Kunci API dicabut")}
    text = _(
        "Kunci “{name}” ({prefix}…), oleh {by}. Kalau ini bukan kamu, cabut kuncinya di Pengaturan, "
        "API dan webhook, lalu ganti kata sandi."
    )
    body = format_html(text, name=news.name, prefix=news.prefix, by=news.by)
    return write_letter(titles[news.change], body, partner_id=partner_id)
