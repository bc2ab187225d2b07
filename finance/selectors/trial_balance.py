from dataclasses import dataclass

from django.db.models import Count, Sum

from finance.models import Posting


@dataclass(frozen=True, slots=True)
class TrialBalanceLine:
    """One kind of account or one platform account: debit and credit side of its net balance."""

    label: str
    kind: str
    postings: int
    balance_rp: int

    @property
    def debit_rp(self) -> int:
        return max(0, -self.balance_rp)

    @property
    def credit_rp(self) -> int:
        return max(0, self.balance_rp)


def trial_balance() -> list[TrialBalanceLine]:
    """Balances of platform accounts, and of all sellers' accounts by kind; the sum is zero.

    Reads every posting: for ops pages and proofs, not for sellers' pages.
    """
    platform = (
        Posting.objects.filter(balance_after_rp__isnull=True)
        .values("account__code", "account__kind")
        .annotate(lines=Count("id"), balance=Sum("amount_rp"))
        .order_by("account__code")
    )
    sellers = (
        Posting.objects.filter(balance_after_rp__isnull=False)
        .values("account__kind")
        .annotate(lines=Count("id"), balance=Sum("amount_rp"))
        .order_by("account__kind")
    )
    rows = [
        TrialBalanceLine(
            label=row["account__code"],
            kind=row["account__kind"],
            postings=row["lines"],
            balance_rp=int(row["balance"]),
        )
        for row in platform
    ]
    return rows + [
        TrialBalanceLine(
            label=row["account__kind"],
            kind=row["account__kind"],
            postings=row["lines"],
            balance_rp=int(row["balance"]),
        )
        for row in sellers
    ]
