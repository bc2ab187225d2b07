"""The ledger line by line, newest first, narrowed by account, kind, day, reference or seller.

Pages follow the entries' numbers instead of being counted off, so the last page costs what the first does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from finance.models import Account, Entry, ParcelMoney, Posting
from komship.lib.clock import wib_moment

CHUNK = 2_000
# An entry's number is taken a moment before its time is: neighbours in time may be this far apart.
SLACK = 10_000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """`account` is a code, `kind` an EntryKind; days are Jakarta's, both included. Empty means all."""

    account: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None
    reference: str = ""
    partner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The line a page ends with."""

    entry_id: int
    account_id: int

    def __str__(self) -> str:
        return f"{self.entry_id}-{self.account_id}"

    @classmethod
    def of(cls, text: str) -> "Place | None":
        """What `str` made, else None: a page that does not exist is the first one."""
        entry_id, _, account_id = text.partition("-")
        known = all(part.isascii() and part.isdigit() and len(part) < 19 for part in (entry_id, account_id))
        return cls(int(entry_id), int(account_id)) if known else None


@dataclass(frozen=True, slots=True)
class LedgerLines:
    """A page; `parcels` leads from references to their parcels. `next` is None on the last page."""

    rows: list[Posting]
    next: Place | None = None
    parcels: dict[str, int] = field(default_factory=dict)


def ledger_lines(wanted: LedgerFilter, *, after: Place | None = None, limit: int = 50) -> LedgerLines:
    """Lines with their entry, account and its holder. At most eight queries, each along an index."""
    rows = _lines(wanted, after, limit + 1)
    shown = rows[:limit]
    references = {row.entry.reference for row in shown if row.entry.reference}
    parcels = dict(ParcelMoney.objects.filter(reference__in=references).values_list("reference", "pk"))
    more = Place(shown[-1].entry_id, shown[-1].account_id) if len(rows) > limit else None
    return LedgerLines(shown, more, parcels)


def all_ledger_lines(wanted: LedgerFilter) -> Iterator[Posting]:
    """Every line of the filter; a few queries per 2,000."""
    after: Place | None = None
    while True:
        rows = _lines(wanted, after, CHUNK)
        yield from rows
        if len(rows) < CHUNK:
            return
        after = Place(rows[-1].entry_id, rows[-1].account_id)


def platform_accounts() -> list[str]:
    """Codes of the accounts that belong to no seller."""
    return list(Account.objects.filter(holder=None).order_by("code").values_list("code", flat=True))


def _lines(wanted: LedgerFilter, after: Place | None, limit: int) -> list[Posting]:
    if not wanted.account and wanted.partner_id is None:
        return _of_entries(wanted, after, limit)
    bounds = _bounds(wanted)
    found: list[Posting] = []
    for account_id in _account_ids(wanted):
        rows = _after(Posting.objects.filter(bounds, account_id=account_id), after)
        if wanted.kind:
            rows = rows.filter(kind=wanted.kind)
        if wanted.reference:
            rows = rows.filter(entry__reference=wanted.reference)
        found += _whole(rows)[:limit]
    found.sort(key=lambda row: (row.entry_id, row.account_id), reverse=True)
    return found[:limit]


def _of_entries(wanted: LedgerFilter, after: Place | None, limit: int) -> list[Posting]:
    """An entry has two lines or more, so as many entries as lines are enough."""
    entries = Entry.objects.filter(_bounds(wanted, name="pk")).order_by("-pk")
    if wanted.kind:
        entries = entries.filter(kind=wanted.kind)
    if wanted.reference:
        entries = entries.filter(reference=wanted.reference)
    if after is not None:
        entries = entries.filter(pk__lte=after.entry_id)
    ids = list(entries.values_list("pk", flat=True)[:limit])
    return list(_whole(_after(Posting.objects.filter(entry_id__in=ids), after))[:limit])


def _account_ids(wanted: LedgerFilter) -> list[int]:
    accounts = Account.objects.all()
    if wanted.account:
        accounts = accounts.filter(code=wanted.account)
    if wanted.partner_id is not None:
        accounts = accounts.for_partner(wanted.partner_id)
    return list(accounts.order_by("pk").values_list("pk", flat=True))


def _after(rows: QuerySet[Posting], after: Place | None) -> QuerySet[Posting]:
    if after is None:
        return rows
    later = Q(entry_id__lt=after.entry_id) | Q(account_id__lt=after.account_id)
    return rows.filter(later, entry_id__lte=after.entry_id)


def _whole(rows: QuerySet[Posting]) -> QuerySet[Posting]:
    return rows.select_related("entry", "account__holder").order_by("-entry_id", "-account_id")


def _bounds(wanted: LedgerFilter, *, name: str = "entry_id") -> Q:
    """The days, and with them the numbers between which their entries lie."""
    bounds = Q()
    if wanted.first is not None:
        since = wib_moment(wanted.first)
        bounds &= Q(posted_at__gte=since) & _from_number(name, "gte", _first_since(since), -SLACK)
    if wanted.last is not None:
        until = wib_moment(wanted.last + _DAY)
        bounds &= Q(posted_at__lt=until) & _from_number(name, "lte", _first_since(until), SLACK)
    return bounds


def _from_number(name: str, side: str, number: int | None, slack: int) -> Q:
    bound: dict[str, Any] = {f"{name}__{side}": number + slack} if number is not None else {}
    return Q(**bound)


def _first_since(moment: datetime) -> int | None:
    entries = Entry.objects.filter(posted_at__gte=moment).order_by("posted_at")
    return entries.values_list("pk", flat=True).first()
