"""What people look at before they decide about a withdrawal, and what its seller sees of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, Sum
from django.utils.translation import gettext as _

from accounts.models import Partner
from finance.models import ParcelMoney, Posting, Withdrawal
from finance.models.withdrawal import WithdrawalQuerySet
from finance.selectors.balances import FiveNumbers, five_numbers
from finance.selectors.transactions import TransactionFilter
from finance.selectors.withdrawals import WithdrawalPage
from finance.states import OPEN_WITHDRAWALS, AccountKind, EntryKind, WithdrawalStatus
from komship.lib import clock
from komship.lib.errors import NotFound

MOST_ORDERS = 200


@dataclass(frozen=True, slots=True)
class OpsFilter:
    """Jakarta dates, both included; `search` is part of an e-mail, a name or an account number."""

    search: str = ""
    statuses: Sequence[WithdrawalStatus] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalFigures:
    """A withdrawal against the balance. Whole rupiah.

    `beginning_rp` was the balance right after the request before. `current_rp` still holds what is asked
    for, `after_rp` is what is left: as they stand now while it is open, as they stood at the request since.
    """

    withdrawal: Withdrawal
    previous: Withdrawal | None
    numbers: FiveNumbers
    beginning_rp: int
    after_rp: int

    @property
    def current_rp(self) -> int:
        return self.after_rp + self.withdrawal.amount_rp


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """How much waits for a decision, and for how long."""

    count: int
    total_rp: int
    oldest_days: int


def ops_withdrawals(wanted: OpsFilter) -> WithdrawalQuerySet:
    """Withdrawals of all sellers, newest first, with their sellers and owners."""
    found = Withdrawal.objects.select_related("partner__owner")
    if wanted.search:
        found = found.filter(
            Q(partner__name__icontains=wanted.search)
            | Q(partner__owner__full_name__icontains=wanted.search)
            | Q(partner__owner__email__icontains=wanted.search)
            | Q(account_no__contains=wanted.search)
        )
    if wanted.statuses:
        found = found.filter(status__in=wanted.statuses)
    if wanted.since is not None:
        found = found.filter(requested_at__gte=clock.wib_moment(wanted.since))
    if wanted.until is not None:
        found = found.filter(requested_at__lt=clock.wib_moment(wanted.until + timedelta(days=1)))
    return found.order_by("-pk")


def ops_withdrawal_page(wanted: OpsFilter, *, user_id: int | None, offset: int, limit: int) -> WithdrawalPage:
    """A page of all sellers' withdrawals with who asked and their proofs; of one person when named."""
    found = ops_withdrawals(wanted)
    if user_id is not None:
        found = found.filter(user_id=user_id)
    rows = found.select_related("user").prefetch_related("proofs")[offset : offset + limit]
    return WithdrawalPage(list(rows), found.count())


def waiting_line() -> WaitingLine:
    """Open requests of all sellers, from the index of the queue."""
    sums = Withdrawal.objects.open().aggregate(
        count=Count("pk"), total=Sum("amount_rp"), oldest=Min("requested_at")
    )
    age = clock.now() - sums["oldest"] if sums["oldest"] else timedelta()
    return WaitingLine(sums["count"], int(sums["total"] or 0), age.days)


def withdrawal_for_ops(withdrawal_id: int) -> Withdrawal:
    """Any seller's withdrawal with its proofs. Raises NotFound."""
    rows = Withdrawal.objects.select_related("partner__owner", "user", "bank_account")
    found = rows.prefetch_related("proofs").filter(pk=withdrawal_id).first()
    if found is None:
        raise NotFound(_("Penarikan tidak ditemukan."))
    return found


def withdrawal_figures(withdrawal: Withdrawal) -> WithdrawalFigures:
    """The balances around a withdrawal. Five queries."""
    previous = _previous(withdrawal)
    before, own = _request_posting(previous), _request_posting(withdrawal)
    numbers = five_numbers(withdrawal.partner_id)
    at_request_rp = own.balance_after_rp or 0 if own else numbers.available_rp
    return WithdrawalFigures(
        withdrawal=withdrawal,
        previous=previous,
        numbers=numbers,
        beginning_rp=before.balance_after_rp or 0 if before else 0,
        after_rp=numbers.available_rp if withdrawal.status in OPEN_WITHDRAWALS else at_request_rp,
    )


def transactions_behind(withdrawal: Withdrawal) -> TransactionFilter:
    """The changes of the balance between the request before and this one."""
    before, own = _request_posting(_previous(withdrawal)), _request_posting(withdrawal)
    return TransactionFilter(after_id=before.pk if before else None, before_id=own.pk if own else None)


def latest_withdrawal(user_id: int) -> tuple[int, Withdrawal | None]:
    """The partner this person owns, and that partner's latest withdrawal. Raises NotFound."""
    owned = Partner.objects.filter(owner_id=user_id).order_by("pk")
    partner_id = owned.values_list("pk", flat=True).first()
    if partner_id is None:
        raise NotFound(_("Pengguna tidak ditemukan."))
    return partner_id, Withdrawal.objects.for_partner(partner_id).order_by("-pk").first()


def orders_behind(withdrawal: Withdrawal) -> list[ParcelMoney]:
    """The parcels whose entries made the balance since the request before, newest first, 200 at most."""
    wanted = transactions_behind(withdrawal)
    kinds = (EntryKind.COD_SETTLEMENT, EntryKind.SHIPPING_CHARGE, EntryKind.RETURN_CHARGE)
    postings = Posting.objects.for_partner(withdrawal.partner_id).filter(
        account__kind=AccountKind.SELLER_AVAILABLE, kind__in=kinds
    )
    if wanted.after_id is not None:
        postings = postings.filter(pk__gt=wanted.after_id)
    if wanted.before_id is not None:
        postings = postings.filter(pk__lt=wanted.before_id)
    references = postings.order_by("-posted_at", "-id").values_list("entry__reference", flat=True)
    numbers = list(dict.fromkeys(references[: 2 * MOST_ORDERS]))[:MOST_ORDERS]
    rows = {row.reference: row for row in ParcelMoney.objects.filter(reference__in=numbers)}
    return [rows[number] for number in numbers if number in rows]


def _previous(withdrawal: Withdrawal) -> Withdrawal | None:
    earlier = Withdrawal.objects.for_partner(withdrawal.partner_id).filter(pk__lt=withdrawal.pk)
    return earlier.order_by("-requested_at", "-pk").first()


def _request_posting(withdrawal: Withdrawal | None) -> Posting | None:
    """Where the request left the available account."""
    if withdrawal is None:
        return None
    postings = Posting.objects.filter(
        entry__idempotency_key=f"withdrawal:{withdrawal.number}",
        account__kind=AccountKind.SELLER_AVAILABLE,
        account__holder_id=withdrawal.partner_id,
    )
    return postings.first()
