from django.db import transaction

from accounts.errors import WrongCredentials, WrongPassword
from accounts.models import AccessToken, User
from accounts.services._new_password import new_secret
from accounts.services.check_password import check_password
from accounts.services.sign_out import sign_out_everywhere
from komship.core.audit import Actor, record


def change_password(user: User, *, old: str, new: str, ip: str, keep: AccessToken | None = None) -> User:
    """Replace the password of a person who knows the old one; her other sessions end.

    Wrong old passwords count as wrong sign-ins. `keep` is the token she asks with. Browsers notice
    by Django's session hash. Raises WrongPassword, TooManyTries, InvalidInput (`password`).
    """
    try:
        check_password(user.username, old, ip=ip)
    except WrongCredentials as error:
        raise WrongPassword from error
    secret = new_secret(new, user)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(password=secret)
        sign_out_everywhere(user.pk, keep=keep)
        actor = Actor(user_id=user.pk, label=user.username, channel="api" if keep else "web")
        record("password.changed", user, actor=actor)
    user.password = secret
    return user
