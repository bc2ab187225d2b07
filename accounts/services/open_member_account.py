import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import Membership, User
from accounts.services.add_member import add_member
from accounts.services.create_user import NewUser
from accounts.states import MemberRole
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from komship.lib.text import ascii_safe

_NOT_ALLOWED = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True)
class MemberAccount:
    """A new account for somebody on the team. `password` is the one she signs in with first."""

    email: str
    full_name: str
    password: str


def open_member_account(
    account: MemberAccount, *, partner_id: int, rights: Iterable[int], actor: Actor | None = None
) -> Membership:
    """Make an account with a generated username and let it work for the partner.

    Raises NameTaken, InvalidInput (also for a weak password), TooManyMembers, PartnerNotServed.
    """
    _demand_strength(account)
    person = NewUser(
        username=generated_username(account.email),
        email=account.email,
        password=account.password,
        full_name=account.full_name,
    )
    return add_member(person, partner_id=partner_id, role=MemberRole.STAFF, rights=rights, actor=actor)


def generated_username(email: str) -> str:
    """From the address, with four random digits: two people may have the same first part."""
    stem = _NOT_ALLOWED.sub("", ascii_safe(email.partition("@")[0]).lower())[:40] or "staf"
    return f"{stem}.{secrets.randbelow(10_000):04d}"


def _demand_strength(account: MemberAccount) -> None:
    try:
        validate_password(account.password, User(email=account.email, full_name=account.full_name))
    except ValidationError as error:
        raise InvalidInput(error.messages[0], fields={"password": error.messages}) from error
