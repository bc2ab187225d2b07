"""A seller's transactions for files: oldest first, in large pieces, without the weight of models."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
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
    """From one moment (None: ever) to before another; of more lines than `most` the newest are given."""

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

    def rows(self) -> PostingQuerySet:
        """One row per entry: its line of money, or of points where it has none of money."""
        ids = [key for key in (self.available_id, self.points_id) if key is not None]
        found = Posting.objects.filter(account_id__in=ids, balance_after_rp__isnull=False).between(
            self.wanted.since, self.wanted.until
        )
        if self.points_id is None:
            return found
        too = Posting.objects.filter(entry=OuterRef("entry"), account=self.available_id)
        return found.exclude(Exists(too), account_id=self.points_id)

    def before(self, account_id: int | None, row: _Row | None) -> int:
        """What an account held just before a row; at the beginning of the period without one."""
        if account_id is None:
            return 0
        earlier = Posting.objects.filter(account_id=account_id, balance_after_rp__isnull=False)
        if row is not None:
            earlier = earlier.filter(pk__lt=row.pk)
        elif self.wanted.since is None:
            return 0
        else:
            earlier = earlier.filter(posted_at__lt=self.wanted.since)
        return earlier.order_by("-pk").values_list("balance_after_rp", flat=True).first() or 0


def ledger_lines(wanted: LinesWanted) -> LedgerPart:
    """The lines of a period. Three or four queries, and two or three per 2,000 lines."""
    purses = _Purses(wanted)
    count = purses.rows().count()
    left_out = max(0, count - wanted.most)
    return LedgerPart(count - left_out, left_out, _lines(purses, left_out))


def _lines(purses: _Purses, skip: int) -> Iterator[LedgerLine]:
    first = True
    balance_rp = points_rp = 0
    for rows in _chunks(purses, skip):
        if first:
            start = rows[0] if skip else None
            balance_rp = purses.before(purses.available_id, start)
            points_rp = purses.before(purses.points_id, start)
            first = False
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


def _chunks(purses: _Purses, skip: int) -> Iterator[list[_Row]]:
    """Times never run backwards within an account, so a page begins where the last one ended."""
    found = purses.rows().order_by("posted_at", "pk")
    last: _Row | None = None
    while True:
        page = (
            found
            if last is None
            else found.filter(posted_at__gte=last.at).exclude(posted_at=last.at, pk__lte=last.pk)
        )
        begin = skip if last is None else 0
        rows = [_Row(*values) for values in page.values_list(*_COLUMNS)[begin : begin + CHUNK]]
        if not rows:
            return
        yield rows
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
