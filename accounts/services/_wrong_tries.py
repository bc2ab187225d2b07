"""Counts wrong passwords in django-axes' table: per account and address, per account, per address.

axes itself counts after the look, so guesses made at the same moment outrun its limit. Here a try is
counted by one UPSERT before the password is looked at. Operators see and lift locks in axes' admin.
"""

import hashlib
import ipaddress
import re
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.db import connection, transaction
from django.db.models import F

from accounts.errors import TooManyTries
from komship.lib import clock

WINDOW = timedelta(minutes=15)
# A stranger must not be able to lock a seller out from elsewhere, so the account's own limit is wider.
PER_ACCOUNT_AND_ADDRESS = 5
PER_ACCOUNT = 50
PER_ADDRESS = 100

# axes' column cannot be empty; no caller has this address.
EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing is bound to it
_READABLE = re.compile(r"[a-z0-9._@+:-]{1,190}")

_COUNT_SQL = """
INSERT INTO axes_accessattempt AS seen
       (username, ip_address, user_agent, http_accept, path_info, get_data, post_data,
        attempt_time, failures_since_start)
VALUES (%(login)s, %(address)s, '', '', '', '', '', %(now)s, 1)
ON CONFLICT (username, ip_address, user_agent) DO UPDATE SET
       failures_since_start = CASE WHEN seen.attempt_time <= %(window_start)s THEN 1
                                   ELSE seen.failures_since_start + 1 END,
       attempt_time = CASE WHEN seen.attempt_time <= %(window_start)s THEN %(now)s
                           ELSE seen.attempt_time END
RETURNING failures_since_start
"""


def reserve_try(login: str, ip: str) -> None:
    """Count a try before the secret is looked at, so that parallel guesses cannot outrun the limit.

    In a transaction of its own: a caller's rollback cannot lose it. Raises TooManyTries.
    """
    account, address = _account_key(login), _address_key(ip)
    with transaction.atomic(durable=True):
        # Always in this order, so that two tries never wait for each other. An address over its limit
        # writes nothing more.
        allowed = (
            _count("", address) <= PER_ADDRESS
            and _count(account, EVERYWHERE) <= PER_ACCOUNT
            and _count(account, address) <= PER_ACCOUNT_AND_ADDRESS
        )
    if not allowed:
        raise TooManyTries(minutes=int(WINDOW.total_seconds()) // 60)


def give_back_try(login: str, ip: str) -> None:
    """The secret was right: forget this account's wrong tries from here, and take the try back."""
    account, address = _account_key(login), _address_key(ip)
    with transaction.atomic():
        for key in (("", address), (account, EVERYWHERE)):
            rows = AccessAttempt.objects.filter(username=key[0], ip_address=key[1], user_agent="")
            rows.filter(failures_since_start__gt=0).update(failures_since_start=F("failures_since_start") - 1)
        AccessAttempt.objects.filter(username=account, ip_address=address, user_agent="").delete()


def forget_old_tries() -> int:
    """Delete counts whose window is over; returns how many."""
    return int(AccessAttempt.objects.filter(attempt_time__lte=clock.now() - WINDOW).delete()[0])


def _count(login: str, address: str) -> int:
    now = clock.now()
    values: dict[str, str | datetime] = {
        "login": login,
        "address": address,
        "now": now,
        "window_start": now - WINDOW,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_SQL, values)
        return int(cursor.fetchone()[0])


def _account_key(login: str) -> str:
    """What was typed as a name; anything that cannot be one (a password, say) only as a digest."""
    typed = login.strip().lower()
    if _READABLE.fullmatch(typed):
        return typed
    return "?" + hashlib.sha256(typed.encode(errors="replace")).hexdigest()[:32]


def _address_key(ip: str) -> str:
    """One IPv6 customer holds 2^64 addresses; they count as one."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return "::"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)
