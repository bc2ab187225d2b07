import pytest
from django.db import transaction

from accounts.models import Partner
from finance import chart
from finance.errors import BalanceTooLow, KeyReused
from finance.selectors.points import points_balance
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.services.reward_points import reward_points
from finance.states import EntryKind
from tests.factories.finance import balance, purse


def test_credits_once_per_key_and_touches_no_money(siti_partner: Partner) -> None:
    for _call in range(3):
        with transaction.atomic():
            reward_points(siti_partner.pk, amount_rp=50_000, key="starter")

    assert points_balance(siti_partner.pk) == 50_000
    assert purse(siti_partner) == (0, 0, 0)
    assert balance(chart.POINTS_EXPENSE) == -50_000


def test_another_amount_under_the_same_key_is_refused(siti_partner: Partner) -> None:
    with transaction.atomic():
        reward_points(siti_partner.pk, amount_rp=50_000, key="starter")
    with pytest.raises(KeyReused), transaction.atomic():
        reward_points(siti_partner.pk, amount_rp=60_000, key="starter")


def test_the_purse_cannot_be_overdrawn(siti_partner: Partner) -> None:
    lines = [debit(chart.seller_points(siti_partner.pk), 1), credit(chart.POINTS_EXPENSE, 1)]
    with pytest.raises(BalanceTooLow), transaction.atomic():
        post_entry(Draft(kind=EntryKind.ADJUSTMENT, key="x", lines=lines))
    assert points_balance(siti_partner.pk) == 0
