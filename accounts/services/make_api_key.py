import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import PartnerNotServed, TooManyKeys
from accounts.events import ApiKeyChanged
from accounts.models import ApiKey, Partner, User
from accounts.scopes import Scope
from accounts.selectors.api_keys import BEGINNING, TEST_BEGINNING, digest_of
from accounts.states import Role
from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces

MOST_KEYS = 10
LONGEST_NAME = 60
LONGEST_LIFE_DAYS = 730
_SHOWN = 4


@dataclass(frozen=True, kw_only=True)
class KeySpec:
    """What the owner wants; without `life_days` the key lives until it is revoked."""

    name: str
    scopes: Sequence[str]
    is_test: bool = False
    life_days: int | None = None


@dataclass(frozen=True)
class MadeKey:
    """`token` is shown once, here; only its digest is stored."""

    key: ApiKey
    token: str


def make_api_key(partner_id: int, spec: KeySpec, *, made_by: User, actor: Actor) -> MadeKey:
    """A key for a program of this partner's, with a user of its own who cannot sign in.

    Locks the partner, so that the limit of ten holds; the owner is told in the inbox. Raises
    InvalidInput (`name`, `scopes`, `life_days`), TooManyKeys, PartnerNotServed.
    """
    name, scopes = _name(spec.name), _scopes(spec.scopes)
    if spec.life_days is not None and not 1 <= spec.life_days <= LONGEST_LIFE_DAYS:
        raise _refused("life_days", _("Pilih masa berlaku sampai dua tahun."))
    beginning = TEST_BEGINNING if spec.is_test else BEGINNING
    token = beginning + secrets.token_hex(32)
    now = clock.now()
    with transaction.atomic():
        if not Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).exists():
            raise PartnerNotServed
        if ApiKey.objects.for_partner(partner_id).live(now).count() >= MOST_KEYS:
            raise TooManyKeys
        key = ApiKey.objects.create(
            partner_id=partner_id,
            user=_robot(name),
            made_by=made_by,
            name=name,
            prefix=token[: len(beginning) + _SHOWN],
            digest=digest_of(token),
            scopes=scopes,
            is_test=spec.is_test,
            created_at=now,
            expires_at=now + timedelta(days=spec.life_days) if spec.life_days else None,
        )
        facts = {"name": name, "scopes": scopes, "is_test": spec.is_test, "life_days": spec.life_days}
        record("api_key.made", key, actor=actor, change=(None, facts))
        emit(
            ApiKeyChanged(partner_id=partner_id, change="made", name=name, prefix=key.prefix, by=actor.label)
        )
    return MadeKey(key, token)


def _robot(name: str) -> User:
    """Closed from the beginning: no password, no mail, no session."""
    username = f"api-{secrets.token_hex(8)}"
    user = User(
        username=username,
        email=f"{username}@keys.invalid",
        full_name=f"API: {name}",
        role=Role.MEMBER,
        is_active=False,
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def _name(raw: str) -> str:
    name = fold_spaces(raw)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise _refused("name", _("Beri nama, paling banyak 60 karakter."))
    return name


def _scopes(raw: Sequence[str]) -> list[str]:
    chosen = sorted(set(raw))
    if not chosen or not set(chosen) <= {scope.value for scope in Scope}:
        raise _refused("scopes", _("Pilih sedikitnya satu cakupan."))
    return chosen


def _refused(field: str, text: str) -> InvalidInput:
    return InvalidInput(text, fields={field: [text]})
