from django.contrib.auth.hashers import make_password

from accounts.errors import WrongCredentials
from accounts.models import User
from accounts.services._wrong_tries import give_back_try, reserve_try

LONGEST_PASSWORD = 256


def check_password(login: str, password: str, *, ip: str) -> User:
    """The person with this username or e-mail and password; changes nothing but the try counters.

    Raises WrongCredentials (unknown, closed and wrong look and take the same) or TooManyTries.
    """
    reserve_try(login, ip)
    usable = "\x00" not in login + password and len(password) <= LONGEST_PASSWORD
    user = User.objects.by_login(login).first() if usable else None
    if user is None:
        # Costs the same as a real check, so that timing does not tell who has an account.
        make_password(password[:LONGEST_PASSWORD])
        raise WrongCredentials
    if not user.check_password(password) or not user.is_active:
        raise WrongCredentials
    give_back_try(login, ip)
    return user
