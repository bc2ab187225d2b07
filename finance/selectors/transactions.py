"""A seller's balance transactions: what changed her available money or her KomPoints, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, overload

from django.db.models import Exists, OuterRef, Subquery

from finance import chart
from finance.models import Account, Entry, ParcelMoney, Posting, Withdrawal
from finance.models.entry import PostingQuerySet
from finance.states import GIVES_BACK, EntryKind
from komship.lib import clock

# Lists count one row further than this and say "more"; a seller may have millions.
MOST_COUNTED = 10_000
_MOST_FOUND_PARCELS = 200


@dataclass(frozen=True, slots=True)
class TransactionFilter:
    """Jakarta dates, both included. `search` is the head or tail of an airway bill or reference.

    `after_id` and `before_id` are postings of the same account that bound the list, neither included.
    """

    kinds: Sequence[EntryKind] = ()
    since: date | None = None
    until: date | None = None
    search: str = ""
    after_id: int | None = None
    before_id: int | None = None


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """What a list shows of the parcel behind a row."""

    order_id: int
    cnote: str
    courier_name: str
    courier_logo: str
    order_status_text: str
    method: str
    opened_at: datetime
    collect_rp: int
    shipping_rp: int
    cod_fee_rp: int


@dataclass(frozen=True, slots=True)
class TransactionRow:
    """One change of the available balance, of the KomPoints, or of both. Amounts are signed.

    `has_points` is False for sellers who never had any.
    """

    posting_id: int
    entry_id: int
    kind: EntryKind
    is_reversal: bool
    posted_at: datetime
    amount_rp: int
    balance_after_rp: int
    reference: str
    memo: str
    withdrawal_id: int | None
    parcel: ParcelFacts | None
    points_rp: int = 0
    points_after_rp: int = 0
    has_points: bool = False

    @property
    def is_undone(self) -> bool:
        """Whether it has to be said that this takes another entry back."""
        return self.is_reversal and self.kind not in GIVES_BACK


@dataclass(frozen=True, slots=True)
class _Purses:
    """Keys of the seller's accounts; None where nothing was ever posted."""

    available_id: int | None
    points_id: int | None


class TransactionTable(Sequence[TransactionRow]):
    """A seller's transactions, newest first; slices and the bounded length ask the database when needed.

    A slice costs at most three queries, the length one (each one more for sellers with KomPoints), after
    one that finds the accounts and two more for a search.
    """

    def __init__(self, partner_id: int, wanted: TransactionFilter) -> None:
        self._partner_id = partner_id
        self._wanted = wanted

    @cached_property
    def _purses(self) -> _Purses:
        available, points = chart.seller_available(self._partner_id), chart.seller_points(self._partner_id)
        rows = Account.objects.filter(code__in=[available.code, points.code])
        keys = dict(rows.values_list("code", "pk"))
        return _Purses(keys.get(available.code), keys.get(points.code))

    @cached_property
    def _entries(self) -> list[int] | None:
        return _found_entries(self._partner_id, self._wanted.search)

    @cached_property
    def _money(self) -> PostingQuerySet:
        return _filtered(self._purses.available_id, self._wanted, self._entries)

    @cached_property
    def _points_only(self) -> PostingQuerySet:
        """Of entries that leave the available money alone: rewards, and charges that points cover."""
        too = Posting.objects.filter(entry=OuterRef("entry"), account=self._purses.available_id)
        return _filtered(self._purses.points_id, self._wanted, self._entries).exclude(Exists(too))

    @cached_property
    def _length(self) -> int:
        money = self._money[: MOST_COUNTED + 1].count()
        if self._purses.points_id is None or money > MOST_COUNTED:
            return money
        return min(MOST_COUNTED + 1, money + self._points_only[: MOST_COUNTED + 1].count())

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> TransactionRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[TransactionRow]: ...
    def __getitem__(self, index: int | slice) -> TransactionRow | list[TransactionRow]:
        wanted = index if isinstance(index, slice) else slice(index, index + 1)
        found = _rows(self._partner_id, self._purses, self._page(wanted))
        return found if isinstance(index, slice) else found[0]

    def _page(self, wanted: slice) -> list[Posting]:
        if self._purses.points_id is None:
            return list(self._money.select_related("entry").order_by("-posted_at", "-id")[wanted])
        # Each part is cut before they meet, so that it is read from its index and not sorted as a whole.
        parts = [
            rows.order_by("-posted_at", "-id").values_list("posted_at", "id")[: wanted.stop]
            for rows in (self._money, self._points_only)
        ]
        both = parts[0].union(parts[1], all=True).order_by("-posted_at", "-id")
        keys = [pk for _at, pk in both[wanted]]
        rows = Posting.objects.filter(pk__in=keys).select_related("entry").order_by("-posted_at", "-id")
        return list(_with_points(rows, self._purses))


def _with_points(rows: PostingQuerySet, purses: _Purses) -> PostingQuerySet:
    """What the entry did to the points, and how both purses stood after it.

    An entry's line of points is posted before its line of money, so "not later than the row" is right
    for both.
    """
    earlier = Posting.objects.filter(pk__lte=OuterRef("pk"), balance_after_rp__isnull=False).order_by("-id")
    part = Posting.objects.filter(entry=OuterRef("entry"), account=purses.points_id)
    found: PostingQuerySet = rows.annotate(
        points_part=Subquery(part.values("amount_rp")[:1]),
        points_after=Subquery(earlier.filter(account=purses.points_id).values("balance_after_rp")[:1]),
        money_after=Subquery(earlier.filter(account=purses.available_id).values("balance_after_rp")[:1]),
    )
    return found


def _filtered(
    account_id: int | None, wanted: TransactionFilter, entries: Sequence[int] | None
) -> PostingQuerySet:
    if account_id is None:
        return Posting.objects.none()
    since = None if wanted.since is None else clock.wib_moment(wanted.since)
    until = None if wanted.until is None else clock.wib_moment(wanted.until + timedelta(days=1))
    # The second condition is always true here and lets the partial indexes be used.
    found = Posting.objects.filter(account_id=account_id, balance_after_rp__isnull=False).between(
        since, until
    )
    if wanted.after_id is not None:
        found = found.filter(pk__gt=wanted.after_id)
    if wanted.before_id is not None:
        found = found.filter(pk__lt=wanted.before_id)
    if wanted.kinds:
        found = found.filter(kind__in=wanted.kinds)
    return found if entries is None else found.filter(entry_id__in=entries)


def _found_entries(partner_id: int, search: str) -> list[int] | None:
    """Entries of the parcels and references a search means; None when nothing is searched for."""
    if not search.strip():
        return None
    parcels = ParcelMoney.objects.for_partner(partner_id).numbered(search)
    references = list(parcels.values_list("reference", flat=True)[:_MOST_FOUND_PARCELS])
    references.append(search.strip().upper())
    return list(Entry.objects.filter(reference__in=references).values_list("pk", flat=True))


def _rows(partner_id: int, purses: _Purses, postings: Sequence[Posting]) -> list[TransactionRow]:
    references = {posting.entry.reference for posting in postings if posting.entry.reference}
    parcels = _parcel_facts(partner_id, references)
    withdrawals = dict(
        Withdrawal.objects.for_partner(partner_id)
        .filter(number__in=references - parcels.keys())
        .values_list("number", "pk")
    )
    return [
        TransactionRow(
            posting_id=posting.pk,
            entry_id=posting.entry_id,
            kind=EntryKind(posting.kind),
            is_reversal=posting.entry.reverses_id is not None,
            posted_at=posting.posted_at,
            reference=posting.entry.reference,
            memo=posting.entry.memo,
            withdrawal_id=withdrawals.get(posting.entry.reference),
            parcel=parcels.get(posting.entry.reference),
            **_amounts(posting, purses),
        )
        for posting in postings
    ]


def _amounts(posting: Any, purses: _Purses) -> dict[str, Any]:
    if purses.points_id is None:
        return {"amount_rp": posting.amount_rp, "balance_after_rp": posting.balance_after_rp or 0}
    is_money = posting.account_id == purses.available_id
    return {
        "amount_rp": posting.amount_rp if is_money else 0,
        "balance_after_rp": posting.money_after or 0,
        "points_rp": posting.points_part or 0,
        "points_after_rp": posting.points_after or 0,
        "has_points": True,
    }


def _parcel_facts(partner_id: int, references: set[str]) -> dict[str, ParcelFacts]:
    rows = ParcelMoney.objects.for_partner(partner_id).filter(reference__in=references)
    return {
        row.reference: ParcelFacts(
            order_id=row.order_id or 0,
            cnote=row.cnote,
            courier_name=row.courier_name,
            courier_logo=row.courier_logo,
            order_status_text=row.order_status_text,
            method=row.method,
            opened_at=row.opened_at,
            collect_rp=row.collect_rp,
            shipping_rp=row.shipping_rp,
            cod_fee_rp=row.cod_fee_rp,
        )
        for row in rows
    }
