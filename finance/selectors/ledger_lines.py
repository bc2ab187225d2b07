"""A seller's transactions for files: oldest first, in large pieces, without the weight of models."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from finance import chart
from finance.models import Account, ParcelMoney, Posting
from finance.models.entry import PostingQuerySet

CHUNK = 2_000


class LedgerLine(NamedTuple):
    """A change of the available money or of the KomPoints, and how both stood after it. Signed rupiah."""

    at: datetime
    kind: str
    is_reversal: bool
    reference: str
    cnote: str
    courier_name: str
    method: str
    memo: str
    amount_rp: int
    points_rp: int
    balance_rp: int
    points_after_rp: int


@dataclass(frozen=True, slots=True)
class LinesWanted:
    """From one moment (None: ever) to before another; of more than `most` changes the newest are given."""

    partner_id: int
    since: datetime | None
    until: datetime
    most: int


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """`left_out` older lines of the period did not fit; `total` were given."""

    total: int
    left_out: int
    lines: Iterator[LedgerLine]


class _Row(NamedTuple):
    pk: int
    account_id: int
    entry_id: int
    at: datetime
    kind: str
    amount_rp: int
    after_rp: int
    reference: str
    memo: str
    reverses_id: int | None


_COLUMNS = (
    "pk",
    "account_id",
    "entry_id",
    "posted_at",
    "kind",
    "amount_rp",
    "balance_after_rp",
    "entry__reference",
    "entry__memo",
    "entry__reverses_id",
)


Key = tuple[datetime, int]


class _Purses:
    """A seller's two accounts and their postings of a period."""

    def __init__(self, wanted: LinesWanted) -> None:
        available = chart.seller_available(wanted.partner_id)
        points = chart.seller_points(wanted.partner_id)
        rows = Account.objects.filter(code__in=[available.code, points.code])
        keys = dict(rows.values_list("code", "pk"))
        self.wanted = wanted
        self.available_id: int | None = keys.get(available.code)
        self.points_id: int | None = keys.get(points.code)

    def money(self) -> PostingQuerySet:
        return self._of(self.available_id)

    def points_only(self) -> PostingQuerySet:
        """Of entries that leave the available money alone: few, even where there are many others."""
        too = Posting.objects.filter(entry=OuterRef("entry"), account=self.available_id)
        return self._of(self.points_id).exclude(Exists(too))

    def before(self, account_id: int | None, start: Key | None) -> int:
        """What an account held just before the first line."""
        if account_id is None:
            return 0
        earlier = Posting.objects.filter(account_id=account_id, balance_after_rp__isnull=False)
        if start is not None:
            earlier = earlier.filter(pk__lt=start[1])
        elif self.wanted.since is None:
            return 0
        else:
            earlier = earlier.filter(posted_at__lt=self.wanted.since)
        return earlier.order_by("-pk").values_list("balance_after_rp", flat=True).first() or 0

    def _of(self, account_id: int | None) -> PostingQuerySet:
        if account_id is None:
            return Posting.objects.none()
        return Posting.objects.filter(account_id=account_id, balance_after_rp__isnull=False).between(
            self.wanted.since, self.wanted.until
        )


def ledger_lines(wanted: LinesWanted) -> LedgerPart:
    """The lines of a period. Up to seven queries, and two or three per 2,000 lines."""
    purses = _Purses(wanted)
    money = purses.money().count()
    start: Key | None = None
    if money > wanted.most:
        newest = purses.money().order_by("-posted_at", "-pk").values_list("posted_at", "pk")
        start = newest[wanted.most - 1]
    aside = [
        _Row(*values) for values in purses.points_only().order_by("posted_at", "pk").values_list(*_COLUMNS)
    ]
    fitting = [row for row in aside if start is None or (row.at, row.pk) >= start]
    kept = min(money, wanted.most)
    left_out = money - kept + len(aside) - len(fitting)
    return LedgerPart(kept + len(fitting), left_out, _lines(purses, start, fitting))


def _lines(purses: _Purses, start: Key | None, aside: Sequence[_Row]) -> Iterator[LedgerLine]:
    balance_rp = purses.before(purses.available_id, start)
    points_rp = purses.before(purses.points_id, start)
    merged = heapq.merge(_money_rows(purses, start), aside, key=lambda row: (row.at, row.pk))
    while rows := list(islice(merged, CHUNK)):
        parcels = _parcels(purses.wanted.partner_id, rows)
        parts = _points_parts(purses, rows)
        for row in rows:
            points, points_rp = parts.get(row.entry_id, (0, points_rp))
            is_money = row.account_id == purses.available_id
            balance_rp = row.after_rp if is_money else balance_rp
            cnote, courier, method = parcels.get(row.reference, ("", "", ""))
            yield LedgerLine(
                row.at,
                row.kind,
                row.reverses_id is not None,
                row.reference,
                cnote,
                courier,
                method,
                row.memo,
                row.amount_rp if is_money else 0,
                points,
                balance_rp,
                points_rp,
            )


def _money_rows(purses: _Purses, start: Key | None) -> Iterator[_Row]:
    """Times never run backwards within an account, so a page begins where the last one ended."""
    found = purses.money().order_by("posted_at", "pk")
    if start is not None:
        found = found.filter(posted_at__gte=start[0]).exclude(posted_at=start[0], pk__lt=start[1])
    last: _Row | None = None
    while True:
        page = found
        if last is not None:
            page = found.filter(posted_at__gte=last.at).exclude(posted_at=last.at, pk__lte=last.pk)
        rows = [_Row(*values) for values in page.values_list(*_COLUMNS)[:CHUNK]]
        if not rows:
            return
        yield from rows
        last = rows[-1]


def _parcels(partner_id: int, rows: Sequence[_Row]) -> Mapping[str, tuple[str, str, str]]:
    references = {row.reference for row in rows if row.reference}
    found = ParcelMoney.objects.for_partner(partner_id).filter(reference__in=references)
    columns = found.values_list("reference", "cnote", "courier_name", "method")
    return {reference: (cnote, courier, method) for reference, cnote, courier, method in columns}


def _points_parts(purses: _Purses, rows: Sequence[_Row]) -> Mapping[int, tuple[int, int]]:
    if purses.points_id is None:
        return {}
    found = Posting.objects.filter(account_id=purses.points_id, entry_id__in=[row.entry_id for row in rows])
    columns = found.values_list("entry_id", "amount_rp", "balance_after_rp")
    return {entry_id: (amount, after or 0) for entry_id, amount, after in columns}
