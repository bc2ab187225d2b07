"""What speaks against a withdrawal: plain facts in, warnings out. A warning decides nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NEW_FOR: Final = timedelta(days=7)
MANY_IN_A_WEEK: Final = 4
HIGH_RETURN_PERCENT: Final = 30
HIGH_PROBLEM_PERCENT: Final = 50
# Fewer parcels than this say nothing.
LEAST_PARCELS: Final = 10


class Risk(models.TextChoices):
    SELLER_HELD = "seller_held", gettext_lazy("Penjual ditahan")
    NEW_ACCOUNT = "new_account", gettext_lazy("Rekening baru")
    CHANGED_ACCOUNT = "changed_account", gettext_lazy("Rekening baru diubah")
    OTHER_NAME = "other_name", gettext_lazy("Nama rekening lain dari pemilik toko")
    FIRST_WITHDRAWAL = "first_withdrawal", gettext_lazy("Penarikan pertama")
    MANY_WITHDRAWALS = "many_withdrawals", gettext_lazy("Sering menarik")
    HIGH_RETURNS = "high_returns", gettext_lazy("Banyak retur")
    MANY_PROBLEMS = "many_problems", gettext_lazy("Banyak paket bermasalah")
    FALLING = "falling", gettext_lazy("Pemasukan turun tajam")
    BELOW_RESERVE = "below_reserve", gettext_lazy("Sisa di bawah cadangan retur")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of a whole; no percentage of nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """Rounded half up, as clients show it: 24 of 29 are 83."""
        return (200 * self.part + self.whole) // (2 * self.whole) if self.whole else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFacts:
    """What is known of a request and its seller. Whole rupiah; `earned` is of 14 days each."""

    requested_at: datetime
    is_held: bool
    account_made_at: datetime
    account_changed_at: datetime | None
    account_name: str
    owner_names: tuple[str, ...]
    paid_before: int
    asked_last_week: int
    returns: Ratio
    problems: Ratio
    earned_rp: int
    earned_before_rp: int
    left_rp: int
    reserve_rp: int


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning and what it rests on."""

    risk: Risk
    detail: str = ""

    @property
    def label(self) -> str:
        return str(self.risk.label)


def warnings_of(facts: RiskFacts) -> list[Warned]:
    """Every warning that holds, the gravest kinds first."""
    found = [*_about_the_account(facts), *_about_the_seller(facts), *_about_the_parcels(facts)]
    order = list(Risk)
    return sorted(found, key=lambda warned: order.index(warned.risk))


def _about_the_account(facts: RiskFacts) -> list[Warned]:
    found = []
    since = facts.requested_at - NEW_FOR
    if facts.account_made_at > since:
        found.append(Warned(Risk.NEW_ACCOUNT))
    elif facts.account_changed_at is not None and facts.account_changed_at > since:
        found.append(Warned(Risk.CHANGED_ACCOUNT))
    words = {word for name in facts.owner_names for word in _words(name)}
    if words and not words & _words(facts.account_name):
        found.append(Warned(Risk.OTHER_NAME, facts.account_name))
    return found


def _about_the_seller(facts: RiskFacts) -> list[Warned]:
    found = []
    if facts.is_held:
        found.append(Warned(Risk.SELLER_HELD))
    if not facts.paid_before:
        found.append(Warned(Risk.FIRST_WITHDRAWAL))
    if facts.asked_last_week >= MANY_IN_A_WEEK:
        text = _("%(count)d dalam 7 hari") % {"count": facts.asked_last_week}
        found.append(Warned(Risk.MANY_WITHDRAWALS, text))
    if facts.left_rp < facts.reserve_rp:
        found.append(Warned(Risk.BELOW_RESERVE))
    return found


def _about_the_parcels(facts: RiskFacts) -> list[Warned]:
    found = []
    for risk, ratio, limit in (
        (Risk.HIGH_RETURNS, facts.returns, HIGH_RETURN_PERCENT),
        (Risk.MANY_PROBLEMS, facts.problems, HIGH_PROBLEM_PERCENT),
    ):
        if ratio.whole >= LEAST_PARCELS and ratio.percent >= limit:
            text = _("%(part)d dari %(whole)d paket") % {"part": ratio.part, "whole": ratio.whole}
            found.append(Warned(risk, text))
    if facts.earned_before_rp > 0 and 2 * facts.earned_rp < facts.earned_before_rp:
        found.append(Warned(Risk.FALLING))
    return found


def _words(name: str) -> set[str]:
    return {word for word in name.casefold().split() if len(word) > 2}
