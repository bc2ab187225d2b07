"""The reward of the starter challenge is claimed by several clicks at the same moment."""

import threading
from functools import partial

import pytest

from accounts.models import Partner, StarterChallenge
from accounts.services import complete_mission, start_challenge
from accounts.services.claim_reward import REWARD_POINTS, RewardNotClaimable, claim_reward
from accounts.states import Mission
from finance.selectors.points import points_balance
from komship.lib import clock
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def partner() -> Partner:
    partner = make_shop("siti").partner
    start_challenge(partner.pk)
    return partner


def tick(partner: Partner, mission: Mission) -> str:
    return "ticked" if complete_mission(partner.pk, mission) else "known"


def claim(partner: Partner) -> str:
    try:
        claim_reward(partner.pk)
    except RewardNotClaimable:
        return "refused"
    return "claimed"


def test_missions_done_at_once_finish_and_pay_once(partner: Partner) -> None:
    at_once([partial(tick, partner, mission) for mission in Mission])
    assert StarterChallenge.objects.get().finished_at is not None

    outcomes = at_once([partial(claim, partner)] * 6)

    assert outcomes == {"claimed": 1, "refused": 5}
    assert points_balance(partner.pk) == REWARD_POINTS


def test_control_looking_first_lets_both_in(partner: Partner) -> None:
    """The same with a look before the write instead of a conditional UPDATE."""
    both_have_looked = threading.Barrier(2)

    def claim_carelessly() -> str:
        row = StarterChallenge.objects.get(partner=partner)
        is_free = row.claimed_at is None
        both_have_looked.wait(timeout=10)
        if not is_free:
            return "refused"
        StarterChallenge.objects.filter(pk=row.pk).update(finished_at=clock.now(), claimed_at=clock.now())
        return "claimed"

    assert at_once([claim_carelessly] * 2) == {"claimed": 2}
