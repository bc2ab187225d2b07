from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.errors import NameTaken, UsernameChanged
from accounts.models import User
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.errors import InvalidInput


def change_username(user: User, username: str, *, actor: Actor) -> None:
    """Give a person another name to sign in with; possible once.

    One conditional UPDATE, so two changes at once are one. Raises InvalidInput (`username`),
    UsernameChanged, NameTaken.
    """
    name = username.strip().lower()
    _refuse_malformed(user, name)
    rows = User.objects.filter(pk=user.pk, username_changed_at__isnull=True)
    try:
        with transaction.atomic():
            changed = rows.update(username=name, username_changed_at=clock.now())
            if not changed:
                raise UsernameChanged
            record(
                "user.username_changed",
                user,
                actor=actor,
                change=({"username": user.username}, {"username": name}),
            )
    except IntegrityError as error:
        raise NameTaken("username") from error


def _refuse_malformed(user: User, name: str) -> None:
    if name == user.username:
        text = _("Nama pengguna baru harus berbeda.")
        raise InvalidInput(text, fields={"username": [text]})
    try:
        User._meta.get_field("username").clean(name, user)
    except ValidationError as error:
        texts = [str(text) for text in error.messages]
        raise InvalidInput(texts[0], fields={"username": texts}) from error
