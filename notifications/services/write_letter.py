from django.utils.translation import gettext as _

from komship.lib import clock
from komship.lib.errors import InvalidInput
from notifications.models import InboxMessage
from notifications.models.notification import InboxService


def write_letter(
    title: str,
    body: str,
    *,
    partner_id: int,
    sender_id: int | None = None,
    service: InboxService = InboxService.SHIPPING,
) -> InboxMessage:
    """Send a partner a letter from our staff; `body` is staff's own markup. Raises InvalidInput."""
    fields = {
        name: [_("Wajib diisi.")] for name, text in (("title", title), ("body", body)) if not text.strip()
    }
    if len(title) > 120:
        fields["title"] = [_("Paling banyak %(limit)d karakter.") % {"limit": 120}]
    if fields:
        raise InvalidInput(next(iter(fields.values()))[0], fields=fields)
    return InboxMessage.objects.create(
        partner_id=partner_id,
        sender_id=sender_id,
        service=service,
        title=title.strip(),
        body=body.strip(),
        created_at=clock.now(),
    )
