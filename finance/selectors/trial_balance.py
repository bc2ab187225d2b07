from dataclasses import dataclass
from typing import Any

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
    return [_line(row, label="account__code") for row in platform] + [
        _line(row, label="account__kind") for row in sellers
    ]


def _line(row: dict[str, Any], *, label: str) -> TrialBalanceLine:
    return TrialBalanceLine(row[label], row["account__kind"], row["lines"], int(row["balance"]))
