"""A seller's habits in numbers, and what they warn of when she wants money."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, Sum

from accounts.states import PartnerStatus
from finance.models import ParcelMoney, Posting, Withdrawal
from finance.risk import NEW_FOR, Ratio, RiskFacts, Warned, warnings_of
from finance.rules import ACCOUNT_RESTS_FOR
from finance.selectors.withdrawal_review import WithdrawalFigures
from finance.states import AccountKind, EntryKind, ParcelStage, WithdrawalStatus

TREND = timedelta(days=14)
_EARNING = (EntryKind.COD_SETTLEMENT, EntryKind.SHIPPING_CHARGE, EntryKind.RETURN_CHARGE)


@dataclass(frozen=True, slots=True)
class ParcelHabits:
    """`problems` of the parcels on the road, `returns` of those that have ended. Times of first scans."""

    problems: Ratio
    returns: Ratio
    first_pickup_at: datetime | None
    last_pickup_at: datetime | None


def parcel_habits(partner_id: int) -> ParcelHabits:
    """A seller's parcels in four numbers and two times. One query."""
    on_the_road = Q(stage=ParcelStage.IN_TRANSIT)
    back = Q(stage=ParcelStage.RETURNED)
    sums = ParcelMoney.objects.for_partner(partner_id).aggregate(
        moving=Count("pk", filter=on_the_road),
        stuck=Count("pk", filter=on_the_road & Q(is_problem=True)),
        back=Count("pk", filter=back),
        ended=Count("pk", filter=back | Q(stage=ParcelStage.DELIVERED)),
        first=Min("shipped_at"),
        last=Max("shipped_at"),
    )
    return ParcelHabits(
        problems=Ratio(sums["stuck"], sums["moving"]),
        returns=Ratio(sums["back"], sums["ended"]),
        first_pickup_at=sums["first"],
        last_pickup_at=sums["last"],
    )


def withdrawal_risks(figures: WithdrawalFigures, habits: ParcelHabits) -> list[Warned]:
    """What warns of paying this withdrawal out. Two queries; it decides nothing."""
    return warnings_of(_facts(figures, habits))


def _facts(figures: WithdrawalFigures, habits: ParcelHabits) -> RiskFacts:
    row = figures.withdrawal
    account, owner = row.bank_account, row.partner.owner
    asked = Withdrawal.objects.for_partner(row.partner_id).aggregate(
        paid=Count("pk", filter=Q(status=WithdrawalStatus.COMPLETED, pk__lt=row.pk)),
        lately=Count(
            "pk", filter=Q(requested_at__gt=row.requested_at - NEW_FOR, requested_at__lte=row.requested_at)
        ),
    )
    earned_rp, earned_before_rp = _trend(row.partner_id, row.requested_at)
    return RiskFacts(
        requested_at=row.requested_at,
        is_held=row.partner.status != PartnerStatus.ACTIVE,
        account_made_at=account.created_at,
        # A change makes the account rest; that is the only trace it leaves on the row.
        account_changed_at=account.rests_until_at - ACCOUNT_RESTS_FOR if account.rests_until_at else None,
        account_name=row.account_name,
        owner_names=(owner.full_name, row.partner.name, row.partner.business_name),
        paid_before=asked["paid"],
        asked_last_week=asked["lately"],
        returns=habits.returns,
        problems=habits.problems,
        earned_rp=earned_rp,
        earned_before_rp=earned_before_rp,
        left_rp=figures.after_rp,
        reserve_rp=figures.numbers.reserve_rp,
    )


def _trend(partner_id: int, until: datetime) -> tuple[int, int]:
    """What parcels brought in the 14 days before a moment, and in the 14 days before those."""
    middle = until - TREND
    postings = Posting.objects.for_partner(partner_id).filter(
        account__kind=AccountKind.SELLER_AVAILABLE,
        balance_after_rp__isnull=False,
        kind__in=_EARNING,
        posted_at__gte=middle - TREND,
        posted_at__lt=until,
    )
    sums = postings.aggregate(
        late=Sum("amount_rp", filter=Q(posted_at__gte=middle)),
        early=Sum("amount_rp", filter=Q(posted_at__lt=middle)),
    )
    return int(sums["late"] or 0), int(sums["early"] or 0)
