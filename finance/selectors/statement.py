"""What a seller's purses held before a period, what moved them in it, and what they hold after it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, Subquery, Sum
from django.utils.translation import gettext as _

from finance import chart
from finance.models import Account, Entry, Posting, Withdrawal
from finance.selectors.timeline import platform_label
from finance.states import AccountKind, EntryKind
from komship.lib import clock
from komship.lib.errors import NotFound

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Period:
    """At or after `since`, before `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Movement:
    kind: EntryKind
    entries: int
    amount_rp: int


@dataclass(frozen=True, slots=True)
class Purse:
    """An account of the seller; `closing_rp` is the ledger's number, not a sum made here."""

    kind: AccountKind
    opening_rp: int
    closing_rp: int
    movements: tuple[Movement, ...]

    @property
    def moved_rp(self) -> int:
        return sum(movement.amount_rp for movement in self.movements)

    @property
    def adds_up(self) -> bool:
        return self.opening_rp + self.moved_rp == self.closing_rp


@dataclass(frozen=True, slots=True)
class Source:
    """Where the change of all purses together came from, signed from the seller's side."""

    code: str
    label: str
    amount_rp: int


@dataclass(frozen=True, slots=True)
class Statement:
    """All purses of a seller over a period. `sources` sum to what they changed by together."""

    partner_id: int
    period: Period
    purses: tuple[Purse, ...]
    sources: tuple[Source, ...]

    @property
    def available(self) -> Purse:
        return next(purse for purse in self.purses if purse.kind == AccountKind.SELLER_AVAILABLE)

    @property
    def others(self) -> tuple[Purse, ...]:
        """Purses besides the available money that held or moved something."""
        rest = (purse for purse in self.purses if purse.kind != AccountKind.SELLER_AVAILABLE)
        return tuple(purse for purse in rest if purse.opening_rp or purse.closing_rp or purse.movements)

    @property
    def changed_rp(self) -> int:
        return sum(purse.closing_rp - purse.opening_rp for purse in self.purses)

    @property
    def adds_up(self) -> bool:
        """Whether every purse follows from its movements, and all of them from their sources."""
        explained = sum(source.amount_rp for source in self.sources)
        return explained == self.changed_rp and all(purse.adds_up for purse in self.purses)


def month_period(first_on: date) -> Period:
    """A calendar month in Jakarta, by its first day."""
    following = (first_on.replace(day=1) + timedelta(days=31)).replace(day=1)
    return Period(clock.wib_moment(first_on.replace(day=1)), clock.wib_moment(following))


def withdrawal_period(withdrawal: Withdrawal) -> Period:
    """From after the withdrawal before to this one, both told by their ledger entries."""
    mine = Withdrawal.objects.for_partner(withdrawal.partner_id).filter(pk__lt=withdrawal.pk)
    before = mine.order_by("-pk").first()
    since = clock.wib_moment(date(2000, 1, 1)) if before is None else _asked_at(before) + _TICK
    return Period(since, _asked_at(withdrawal) + _TICK)


def months_of(partner_id: int) -> list[date]:
    """First days of the months from the seller's first posting to today, newest first. One query."""
    code = chart.seller_available(partner_id).code
    postings = Posting.objects.filter(account__code=code, balance_after_rp__isnull=False)
    first = postings.order_by("pk").values_list("posted_at", flat=True).first()
    month = clock.today().replace(day=1)
    if first is None:
        return [month]
    oldest = clock.wib(first).date().replace(day=1)
    months = []
    while month >= oldest:
        months.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    return months


def statement(partner_id: int, period: Period) -> Statement:
    """Everything a statement says, from the ledger alone. Three queries."""
    movements = _movements(partner_id, period)
    accounts = Account.objects.for_partner(partner_id).annotate(
        opening=_balance_before(period.since), closing=_balance_before(period.until)
    )
    balances = accounts.values_list("kind", "opening", "closing")
    known = {AccountKind(kind): (opening or 0, closing or 0) for kind, opening, closing in balances}
    known.setdefault(AccountKind.SELLER_AVAILABLE, (0, 0))
    purses = tuple(
        Purse(kind, *known[kind], tuple(movements.get(kind, ()))) for kind in AccountKind if kind in known
    )
    return Statement(partner_id, period, purses, _sources(partner_id, period))


def _balance_before(moment: datetime) -> Subquery:
    earlier = Posting.objects.filter(
        account=OuterRef("pk"), posted_at__lt=moment, balance_after_rp__isnull=False
    )
    return Subquery(earlier.order_by("-posted_at", "-pk").values("balance_after_rp")[:1])


def _movements(partner_id: int, period: Period) -> dict[AccountKind, list[Movement]]:
    rows = (
        Posting.objects.for_partner(partner_id)
        .filter(balance_after_rp__isnull=False)
        .between(period.since, period.until)
        .order_by()
        .values_list("account__kind", "kind")
        .annotate(entries=Count("pk"), amount=Sum("amount_rp"))
    )
    found: dict[AccountKind, list[Movement]] = {}
    order = {kind: place for place, kind in enumerate(EntryKind)}
    for account, kind, entries, amount in rows:
        movement = Movement(EntryKind(kind), entries, int(amount))
        found.setdefault(AccountKind(account), []).append(movement)
    for lines in found.values():
        lines.sort(key=lambda movement: order[movement.kind])
    return found


def _sources(partner_id: int, period: Period) -> tuple[Source, ...]:
    """The other side of the seller's entries: what couriers, bank and platform accounts say of them."""
    hers = Posting.objects.for_partner(partner_id).between(period.since, period.until)
    rows = (
        Posting.objects.filter(entry__in=hers.values("entry"), account__holder__isnull=True)
        .order_by()
        .values_list("account__code", "account__kind")
        .annotate(amount=Sum("amount_rp"))
        .order_by("account__code")
    )
    return tuple(
        Source(code, platform_label(code) or str(AccountKind(kind).label), -int(amount))
        for code, kind, amount in rows
        if amount
    )


def _asked_at(withdrawal: Withdrawal) -> datetime:
    entry = Entry.objects.filter(idempotency_key=f"withdrawal:{withdrawal.number}").first()
    if entry is None:
        raise NotFound(_("Penarikan tidak ditemukan."))
    return entry.posted_at
