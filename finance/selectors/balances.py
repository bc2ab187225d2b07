"""A seller's money as numbers that can be proven from the ledger and the parcels."""

from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from finance import chart, rules
from finance.models import Account, ParcelMoney
from finance.states import AccountKind, ParcelStage, PaymentMethod


@dataclass(frozen=True, slots=True)
class ParcelExpectations:
    """What parcels under way will bring and cost. Whole rupiah."""

    pending_rp: int
    pending_on_problem_rp: int
    expected_return_cost_rp: int

    @property
    def expected_income_rp(self) -> int:
        """Pending money that nothing endangers."""
        return self.pending_rp - self.pending_on_problem_rp

    @property
    def reserve_rp(self) -> int:
        return rules.required_reserve(
            expected_return_cost_rp=self.expected_return_cost_rp, expected_income_rp=self.expected_income_rp
        )


@dataclass(frozen=True, slots=True)
class FiveNumbers:
    """Available, held and withdrawing are ledger balances; pending and reserve follow from the parcels."""

    available_rp: int
    held_rp: int
    withdrawing_rp: int
    parcels: ParcelExpectations
    points_rp: int = 0

    @property
    def pending_rp(self) -> int:
        return self.parcels.pending_rp

    @property
    def pending_on_problem_rp(self) -> int:
        return self.parcels.pending_on_problem_rp

    @property
    def reserve_rp(self) -> int:
        return self.parcels.reserve_rp

    @property
    def expected_income_rp(self) -> int:
        return self.parcels.expected_income_rp

    @property
    def expected_return_cost_rp(self) -> int:
        return self.parcels.expected_return_cost_rp

    @property
    def in_ledger_rp(self) -> int:
        """What the platform owes the seller right now, whatever it is set aside for."""
        return self.available_rp + self.held_rp + self.withdrawing_rp

    @property
    def withdrawable_rp(self) -> int:
        return rules.withdrawable(available_rp=self.available_rp, reserve_rp=self.reserve_rp)


@dataclass(frozen=True, slots=True)
class BalanceSummary:
    balance_rp: int
    pending_rp: int
    pending_on_problem_rp: int
    earned_cashback_rp: int


def available_balance(partner_id: int) -> int:
    """The seller's available money; negative when returns are unpaid."""
    return Account.objects.balance_of(chart.seller_available(partner_id))


def spendable_balance(partner_id: int) -> int:
    """What a charge may take: KomPoints and available money; nothing of it covers a negative balance."""
    codes = [chart.seller_available(partner_id).code, chart.seller_points(partner_id).code]
    rows = dict(Account.objects.filter(code__in=codes).values_list("code", "balance_rp"))
    available_rp, points_rp = (rows.get(code) or 0 for code in codes)
    return available_rp + points_rp if available_rp >= 0 else available_rp


def parcel_expectations(partner_id: int) -> ParcelExpectations:
    """Sums over parcels under way (decisions 17 and 20), in one query."""
    pending = Q(stage=ParcelStage.IN_TRANSIT, method=PaymentMethod.COD)
    sums = (
        ParcelMoney.objects.for_partner(partner_id)
        .filter(stage__in=(ParcelStage.IN_TRANSIT, ParcelStage.RETURNING))
        .aggregate(
            pending=Coalesce(Sum("net_rp", filter=pending), 0),
            problem=Coalesce(Sum("net_rp", filter=pending & Q(is_problem=True)), 0),
            cost=Coalesce(Sum("return_charge_rp", filter=Q(stage=ParcelStage.RETURNING)), 0),
        )
    )
    return ParcelExpectations(int(sums["pending"]), int(sums["problem"]), int(sums["cost"]))


def five_numbers(partner_id: int) -> FiveNumbers:
    """Everything a seller's money page begins with, in two queries."""
    balances = {
        kind: balance_rp or 0
        for kind, balance_rp in Account.objects.for_partner(partner_id).values_list("kind", "balance_rp")
    }
    return FiveNumbers(
        available_rp=balances.get(AccountKind.SELLER_AVAILABLE, 0),
        held_rp=balances.get(AccountKind.SELLER_HELD, 0),
        withdrawing_rp=balances.get(AccountKind.SELLER_WITHDRAWING, 0),
        parcels=parcel_expectations(partner_id),
        points_rp=balances.get(AccountKind.SELLER_POINTS, 0),
    )


def balance_summary(partner_id: int) -> BalanceSummary:
    """Balance, pending and cashback since the seller joined: one pass over the parcels' index."""
    pending = Q(stage=ParcelStage.IN_TRANSIT, method=PaymentMethod.COD)
    earned = Q(stage__in=(ParcelStage.DELIVERED, ParcelStage.RETURNED))
    sums = (
        ParcelMoney.objects.for_partner(partner_id)
        .filter(stage__in=(ParcelStage.IN_TRANSIT, ParcelStage.DELIVERED, ParcelStage.RETURNED))
        .aggregate(
            pending=Coalesce(Sum("net_rp", filter=pending), 0),
            problem=Coalesce(Sum("net_rp", filter=pending & Q(is_problem=True)), 0),
            cashback=Coalesce(Sum("cashback_rp", filter=earned), 0),
        )
    )
    return BalanceSummary(
        balance_rp=available_balance(partner_id),
        pending_rp=int(sums["pending"]),
        pending_on_problem_rp=int(sums["problem"]),
        earned_cashback_rp=int(sums["cashback"]),
    )
