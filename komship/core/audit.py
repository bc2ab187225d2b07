"""One line per decision: who, what, on which row, why, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from komship.core.models import AuditEntry
from komship.lib import clock

MASKED = "***"
_SECRET_WORDS = frozenset({"password", "pin", "token", "key", "secret", "otp"})


@dataclass(frozen=True)
class Actor:
    """A person (or the system) as the audit trail names them, and the door they came through."""

    user_id: int | None
    label: str
    channel: str


SYSTEM = Actor(user_id=None, label="system", channel="system")


def record(
    action: str,
    target: models.Model | str,
    *,
    actor: Actor | None = None,
    reason: str = "",
    change: tuple[Mapping[str, Any] | None, Mapping[str, Any] | None] = (None, None),
) -> None:
    """Append an audit entry in the caller's transaction.

    `target` is a row (its partner is kept with the entry) or `"type:key"`; `change` is (before,
    after). Values whose name looks like a secret are masked.
    """
    who = actor or SYSTEM
    target_type, target_key = _named(target)
    before, after = change
    AuditEntry.objects.create(
        happened_at=clock.now(),
        action=action,
        channel=who.channel,
        user_id=who.user_id,
        user_label=who.label[:200],
        partner_id=_partner_of(target),
        target_type=target_type,
        target_key=target_key,
        reason=reason,
        before=_masked(before),
        after=_masked(after),
    )


def _partner_of(target: models.Model | str) -> int | None:
    if isinstance(target, models.Model) and target._meta.label_lower == "accounts.partner":
        return int(target.pk)
    partner_id = getattr(target, "partner_id", None)
    return None if partner_id is None else int(partner_id)


def _named(target: models.Model | str) -> tuple[str, str]:
    if isinstance(target, str):
        kind, _, key = target.partition(":")
        return kind, key
    return target._meta.label_lower, str(target.pk)


def _masked(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {
        name: MASKED if _SECRET_WORDS & set(name.lower().split("_")) else value
        for name, value in values.items()
    }
