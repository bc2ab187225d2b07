"""What warns of a withdrawal, at the edges of each rule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from finance.risk import Ratio, Risk, RiskFacts, warnings_of

NOW = datetime(2026, 11, 28, 5, 0, tzinfo=UTC)
CALM = RiskFacts(
    requested_at=NOW,
    is_held=False,
    account_made_at=NOW - timedelta(days=7),
    account_changed_at=None,
    account_name="SITI AMINAH",
    owner_names=("Siti Aminah", "Toko Siti", ""),
    paid_before=1,
    asked_last_week=3,
    returns=Ratio(2, 9),
    problems=Ratio(4, 10),
    earned_rp=50,
    earned_before_rp=100,
    left_rp=10,
    reserve_rp=10,
)


def risks(**changes: object) -> list[Risk]:
    return [warned.risk for warned in warnings_of(replace(CALM, **changes))]  # type: ignore[arg-type]


def test_a_calm_seller_warns_of_nothing() -> None:
    assert risks() == []


@pytest.mark.parametrize(
    ("changes", "risk"),
    [
        ({"is_held": True}, Risk.SELLER_HELD),
        ({"account_made_at": NOW - timedelta(days=7) + timedelta(seconds=1)}, Risk.NEW_ACCOUNT),
        ({"account_changed_at": NOW - timedelta(days=1)}, Risk.CHANGED_ACCOUNT),
        ({"account_name": "BUDI SANTOSO"}, Risk.OTHER_NAME),
        ({"paid_before": 0}, Risk.FIRST_WITHDRAWAL),
        ({"asked_last_week": 4}, Risk.MANY_WITHDRAWALS),
        ({"returns": Ratio(3, 10)}, Risk.HIGH_RETURNS),
        ({"problems": Ratio(5, 10)}, Risk.MANY_PROBLEMS),
        ({"earned_rp": 49}, Risk.FALLING),
        ({"left_rp": 9}, Risk.BELOW_RESERVE),
    ],
)
def test_each_rule_at_its_edge(changes: dict[str, object], risk: Risk) -> None:
    assert risks(**changes) == [risk]


def test_the_gravest_first() -> None:
    assert risks(paid_before=0, is_held=True) == [Risk.SELLER_HELD, Risk.FIRST_WITHDRAWAL]


def test_percentages_are_rounded_as_clients_show_them() -> None:
    assert (Ratio(24, 29).percent, Ratio(1, 8).percent, Ratio(0, 0).percent) == (83, 13, 0)


def test_labels_are_words() -> None:
    (warned,) = warnings_of(replace(CALM, returns=Ratio(3, 10)))
    assert (warned.label, warned.detail) == ("Banyak retur", "3 dari 10 paket")
