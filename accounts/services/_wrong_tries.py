"""Counts wrong passwords in Redis: per account and address, per account, per address."""

import hashlib
import logging

from django.core.cache import cache
from redis.exceptions import RedisError

from accounts.errors import TooManyTries

logger = logging.getLogger(__name__)

WINDOW_S = 15 * 60
# A stranger must not be able to lock a seller out from elsewhere, so the account's own limit is wider.
PER_ACCOUNT_AND_ADDRESS = 5
PER_ACCOUNT = 50
PER_ADDRESS = 100


def reserve_try(login: str, ip: str) -> None:
    """Count a try before the password is looked at, so that parallel guesses cannot outrun the limit.

    Raises TooManyTries. Without Redis nothing is counted: sellers can work, and that is logged.
    """
    try:
        counts = [(_bump(key), limit) for key, limit in _keys(login, ip)]
    except RedisError:
        logger.exception("wrong passwords are not counted: Redis does not answer")
        return
    if any(count > limit for count, limit in counts):
        raise TooManyTries(minutes=WINDOW_S // 60)


def give_back_try(login: str, ip: str) -> None:
    """The password was right: forget this account's wrong tries from here, and take the try back."""
    (pair, _), *others = _keys(login, ip)
    try:
        cache.delete(pair)
        for key, _ in others:
            _bump(key, by=-1)
    except RedisError:
        logger.exception("a try could not be taken back: Redis does not answer")


def _keys(login: str, ip: str) -> list[tuple[str, int]]:
    account = hashlib.sha256(login.strip().lower().encode(errors="replace")).hexdigest()[:32]
    return [
        (f"sign-in:{account}:{ip}", PER_ACCOUNT_AND_ADDRESS),
        (f"sign-in:account:{account}", PER_ACCOUNT),
        (f"sign-in:address:{ip}", PER_ADDRESS),
    ]


def _bump(key: str, by: int = 1) -> int:
    cache.add(key, 0, timeout=WINDOW_S)
    try:
        return int(cache.incr(key, by))
    except ValueError:
        # The window ended between the two commands.
        return 0
