from django.db import transaction

from accounts.models import AccessToken, User
from accounts.services._issue_token import Device, SignedIn, issue_token, token_ttl
from accounts.services.check_password import check_password
from komship.lib import clock


def sign_in(login: str, password: str, *, device: Device) -> SignedIn:
    """Check the password and open a session for this device; other devices stay signed in.

    Raises WrongCredentials, TooManyTries.
    """
    user = check_password(login, password, ip=device.ip or "")
    with transaction.atomic():
        if device.push_token:
            # Push messages go to the last person who signed in on a device.
            AccessToken.objects.filter(push_token=device.push_token).update(push_token="")
        User.objects.filter(pk=user.pk).update(last_login=clock.now())
        return issue_token(user, device)


def session_life(user: User) -> int:
    """Seconds a browser session of this person lasts: as long as a token of hers."""
    return int(token_ttl(user).total_seconds())
