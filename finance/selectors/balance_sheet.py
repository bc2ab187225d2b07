"""The books in a bookkeeper's words: what there is, and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from finance.selectors.trial_balance import trial_balance
from finance.states import AccountKind


@dataclass(frozen=True, slots=True)
class SheetLine:
    """`amount_rp` counts for its side: an asset that is there is positive, so is a debt of ours."""

    label: str
    amount_rp: int


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """Assets on one side; sellers' money, VAT and what we earned on the other."""

    assets: tuple[SheetLine, ...]
    claims: tuple[SheetLine, ...]

    @property
    def assets_rp(self) -> int:
        return _total(self.assets)

    @property
    def claims_rp(self) -> int:
        return _total(self.claims)


def balance_sheet() -> BalanceSheet:
    """Both sides as the postings say. Reads every posting, as `trial_balance` does.

    Credit is positive in the ledger, so assets change their sign; expenses stay negative, because they
    make less what is ours.
    """
    lines = trial_balance()
    return BalanceSheet(
        assets=tuple(SheetLine(line.label, -line.balance_rp) for line in lines if _is_asset(line.kind)),
        claims=tuple(SheetLine(line.label, line.balance_rp) for line in lines if not _is_asset(line.kind)),
    )


def _is_asset(kind: str) -> bool:
    return kind == AccountKind.ASSET


def _total(lines: Iterable[SheetLine]) -> int:
    return sum(line.amount_rp for line in lines)
