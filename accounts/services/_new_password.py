from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.check_password import LONGEST_PASSWORD
from komship.lib.errors import InvalidInput


def new_secret(password: str, user: User) -> str:
    """The hash of a password that is strong enough for this person. Raises InvalidInput (`password`)."""
    demand_strength(password, user)
    return make_password(password)


def demand_strength(password: str, user: User) -> None:
    """Raises InvalidInput (`password`) for a password this person should not have."""
    texts = _complaints(password, user)
    if texts:
        raise InvalidInput(texts[0], fields={"password": texts})


def _complaints(password: str, user: User) -> list[str]:
    # Checked at sign-in as well: a longer one would be stored and never taken.
    if len(password) > LONGEST_PASSWORD or "\x00" in password:
        return [_("Kata sandi paling panjang %(most)d karakter.") % {"most": LONGEST_PASSWORD}]
    try:
        validate_password(password, user)
    except ValidationError as error:
        return list(error.messages)
    return []
