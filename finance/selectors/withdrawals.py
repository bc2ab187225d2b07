from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from finance import rules
from finance.models import Withdrawal
from finance.models.withdrawal import WithdrawalQuerySet
from finance.selectors.balances import FiveNumbers, five_numbers
from komship.lib import clock
from komship.lib.errors import NotFound


@dataclass(frozen=True, slots=True)
class WithdrawalCheck:
    """What may be withdrawn now, and whether a given amount is within it."""

    numbers: FiveNumbers
    amount_rp: int

    @property
    def is_possible(self) -> bool:
        return rules.MINIMUM_WITHDRAWAL_RP <= self.amount_rp <= self.numbers.withdrawable_rp


def withdrawal_check(partner_id: int, amount_rp: int) -> WithdrawalCheck:
    """Two queries, no lock: the request itself checks again under one."""
    return WithdrawalCheck(five_numbers(partner_id), amount_rp)


def withdrawals_of(partner_id: int) -> WithdrawalQuerySet:
    """All withdrawals of a seller; lists put them in order."""
    return Withdrawal.objects.for_partner(partner_id)


@dataclass(frozen=True, slots=True)
class WithdrawalPage:
    rows: Sequence[Withdrawal]
    total: int


def withdrawal_page(
    partner_id: int, *, since: date | None = None, until: date | None = None, offset: int = 0, limit: int = 10
) -> WithdrawalPage:
    """A seller's withdrawals, newest first, requested between two Jakarta dates, with who asked."""
    found = Withdrawal.objects.for_partner(partner_id)
    if since is not None:
        found = found.filter(requested_at__gte=clock.wib_moment(since))
    if until is not None:
        found = found.filter(requested_at__lt=clock.wib_moment(until + timedelta(days=1)))
    rows = _newest_first(found.select_related("user").prefetch_related("proofs"))[offset : offset + limit]
    return WithdrawalPage(list(rows), found.count())


def withdrawal_of(partner_id: int, withdrawal_id: int) -> Withdrawal:
    """A seller's withdrawal alone. Raises NotFound, also for another seller's."""
    found = Withdrawal.objects.for_partner(partner_id).filter(pk=withdrawal_id).first()
    if found is None:
        raise NotFound(_("Penarikan tidak ditemukan."))
    return found


def withdrawal_detail(partner_id: int, withdrawal_id: int) -> tuple[Withdrawal, Withdrawal | None]:
    """A seller's withdrawal and the one before it. Raises NotFound, also for another seller's."""
    mine = Withdrawal.objects.for_partner(partner_id)
    found = (
        mine.filter(pk=withdrawal_id)
        .select_related("user", "partner__owner")
        .prefetch_related("history", "proofs")
        .first()
    )
    if found is None:
        raise NotFound(_("Penarikan tidak ditemukan."))
    return found, _newest_first(mine.filter(pk__lt=found.pk)).first()


def open_withdrawal(partner_id: int) -> Withdrawal | None:
    """The request that is waiting, if there is one."""
    return Withdrawal.objects.for_partner(partner_id).open().first()


def _newest_first(found: WithdrawalQuerySet) -> WithdrawalQuerySet:
    return found.order_by("-requested_at", "-id")
