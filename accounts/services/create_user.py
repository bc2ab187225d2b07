from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.errors import NameTaken
from accounts.models import User
from accounts.states import OPS_ROLES, Role
from komship.lib.errors import InvalidInput
from komship.lib.phone import normalize_phone


@dataclass(frozen=True)
class NewUser:
    username: str
    email: str
    password: str
    full_name: str
    phone: str = ""
    email_verified_at: datetime | None = None


def create_user(data: NewUser, *, role: Role) -> User:
    """A person who can sign in. Operators also get the door to the admin, rights come from groups.

    Raises NameTaken, InvalidInput (fields of the form), InvalidPhone.
    """
    user = User(
        username=data.username.strip().lower(),
        email=data.email.strip().lower(),
        full_name=data.full_name.strip(),
        phone=normalize_phone(data.phone) if data.phone else "",
        role=role,
        is_staff=role in OPS_ROLES,
        email_verified_at=data.email_verified_at,
    )
    user.set_password(data.password)
    _refuse_malformed(user)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        # The unique indexes decide, not a look beforehand: two registrations may come at once.
        raise NameTaken("email" if "email" in str(error) else "username") from error
    return user


def _refuse_malformed(user: User) -> None:
    try:
        user.clean_fields()
    except ValidationError as error:
        fields = {name: list(texts) for name, texts in error.message_dict.items()}
        raise InvalidInput(next(iter(fields.values()))[0], fields=fields) from error
