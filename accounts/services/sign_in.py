from django.db import transaction

from accounts.errors import SecondFactorMissing, SecondFactorNeeded
from accounts.models import AccessToken, User
from accounts.selectors.second_factor import has_second_factor, needs_second_factor
from accounts.services._issue_token import Device, SignedIn, issue_token, token_ttl
from accounts.services.check_password import check_password
from accounts.services.second_factor import use_second_factor
from komship.lib import clock

_DIGITS = 6


def sign_in(login: str, password: str, *, device: Device) -> SignedIn:
    """Check the password and open a session for this device; other devices stay signed in.

    Clients have one field: a person with a second factor types its six digits right behind her
    password. Raises WrongCredentials, TooManyTries, WrongCode, SecondFactorNeeded (the digits are
    missing), SecondFactorMissing (an operator who has not set it up).
    """
    user = _check(login, password, ip=device.ip or "")
    return open_session(user, device)


def open_session(user: User, device: Device) -> SignedIn:
    """A token for somebody who has proved who she is."""
    with transaction.atomic():
        if device.push_token:
            # Push messages go to the last person who signed in on a device.
            AccessToken.objects.filter(push_token=device.push_token).update(push_token="")
        User.objects.filter(pk=user.pk).update(last_login=clock.now())
        return issue_token(user, device)


def session_life(user: User) -> int:
    """Seconds a browser session of this person lasts: as long as a token of hers."""
    return int(token_ttl(user).total_seconds())


def _check(login: str, password: str, *, ip: str) -> User:
    code = password[-_DIGITS:]
    known = User.objects.by_login(login).first() if "\x00" not in login else None
    if known is not None and code.isascii() and code.isdigit() and has_second_factor(known.pk):
        user = check_password(login, password[:-_DIGITS], ip=ip)
        use_second_factor(user, code, ip=ip)
        return user
    user = check_password(login, password, ip=ip)
    if has_second_factor(user.pk):
        raise SecondFactorNeeded
    if needs_second_factor(user):
        raise SecondFactorMissing
    return user
