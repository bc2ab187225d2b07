from dataclasses import dataclass

from accounts.errors import DeadLink
from accounts.models import OneTimeCode
from accounts.selectors.codes import live_link
from komship.lib import clock
from komship.lib.db import require_one, require_transaction


@dataclass(frozen=True)
class UsedLink:
    """Who followed the link, and the e-mail address it was sent to."""

    user_id: int
    address: str


def use_link(token: str, *, purpose: str) -> UsedLink:
    """Use up a mailed link in the caller's transaction; it works once.

    Nobody guesses 256 bits, so tries are not counted. Raises DeadLink for what is unknown, too old,
    replaced by a newer one, meant for something else or used before.
    """
    require_transaction()
    row = live_link(token, purpose=purpose)
    if row is None:
        raise DeadLink
    now = clock.now()
    unused = OneTimeCode.objects.filter(pk=row.pk, seed=row.seed, confirmed_at__isnull=True)
    require_one(unused.update(confirmed_at=now, spent_at=now), DeadLink())
    return UsedLink(user_id=row.user_id, address=row.address)
