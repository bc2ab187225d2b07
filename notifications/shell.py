"""What the frame of every page shows of this app: the number at the bell."""

from django.http import HttpRequest

from komship.web.context import register_shell_value
from notifications.selectors.lists import unread_count


def unread(request: HttpRequest) -> int:
    access = getattr(request, "partner_access", None)
    return 0 if access is None else unread_count(access.partner_id)


register_shell_value("unread", unread)
