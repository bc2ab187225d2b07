"""The PIN on money pages."""

from django.utils.translation import ngettext

from accounts.services import check_pin
from komship.lib.errors import InvalidInput


def confirm_pin(user_id: int, pin: str) -> None:
    """A wrong PIN counts as a try even when the rest is refused afterwards. Raises InvalidInput."""
    check = check_pin(user_id, pin)
    if not check.is_match:
        text = ngettext(
            "PIN salah. Sisa %(left)d kali coba.", "PIN salah. Sisa %(left)d kali coba.", check.tries_left
        )
        raise InvalidInput(fields={"pin": [text % {"left": check.tries_left}]})
