"""A seller's balance transactions: the postings on her available account, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import overload

from finance import chart
from finance.models import Account, Entry, ParcelMoney, Posting, Withdrawal
from finance.models.entry import PostingQuerySet
from finance.states import EntryKind
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
    """One change of the available balance. `amount_rp` is signed."""

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


class TransactionTable(Sequence[TransactionRow]):
    """A seller's transactions, newest first; slices and the bounded length ask the database when needed.

    A slice costs at most three queries, the length one, both after one that finds the account and two
    more for a search.
    """

    def __init__(self, partner_id: int, wanted: TransactionFilter) -> None:
        self._partner_id = partner_id
        self._wanted = wanted

    @cached_property
    def _postings(self) -> PostingQuerySet:
        code = chart.seller_available(self._partner_id).code
        account_id = Account.objects.filter(code=code).values_list("pk", flat=True).first()
        if account_id is None:
            return Posting.objects.none()
        return _filtered(account_id, self._partner_id, self._wanted)

    @cached_property
    def _length(self) -> int:
        return self._postings[: MOST_COUNTED + 1].count()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> TransactionRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[TransactionRow]: ...
    def __getitem__(self, index: int | slice) -> TransactionRow | list[TransactionRow]:
        wanted = index if isinstance(index, slice) else slice(index, index + 1)
        rows = self._postings.select_related("entry").order_by("-posted_at", "-id")[wanted]
        found = _rows(self._partner_id, list(rows))
        return found if isinstance(index, slice) else found[0]


def _filtered(account_id: int, partner_id: int, wanted: TransactionFilter) -> PostingQuerySet:
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
    if wanted.search.strip():
        parcels = ParcelMoney.objects.for_partner(partner_id).numbered(wanted.search)
        references = list(parcels.values_list("reference", flat=True)[:_MOST_FOUND_PARCELS])
        references.append(wanted.search.strip().upper())
        entries = Entry.objects.filter(reference__in=references)
        found = found.filter(entry_id__in=list(entries.values_list("pk", flat=True)))
    return found


def _rows(partner_id: int, postings: Sequence[Posting]) -> list[TransactionRow]:
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
            amount_rp=posting.amount_rp,
            balance_after_rp=posting.balance_after_rp or 0,
            reference=posting.entry.reference,
            memo=posting.entry.memo,
            withdrawal_id=withdrawals.get(posting.entry.reference),
            parcel=parcels.get(posting.entry.reference),
        )
        for posting in postings
    ]


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
