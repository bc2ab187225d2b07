from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from accounts.services import complete_mission, start_challenge
from accounts.services.claim_reward import REWARD_POINTS, RewardNotClaimable, claim_reward
from accounts.states import Mission
from finance.selectors.points import points_balance
from komship.lib import clock


def finish(partner: Partner) -> None:
    start_challenge(partner.pk)
    for mission in Mission:
        complete_mission(partner.pk, mission)


def test_pays_once(siti_partner: Partner) -> None:
    finish(siti_partner)
    assert claim_reward(siti_partner.pk) == REWARD_POINTS
    with pytest.raises(RewardNotClaimable):
        claim_reward(siti_partner.pk)
    assert points_balance(siti_partner.pk) == REWARD_POINTS


def test_a_finished_challenge_waits_for_its_reward(siti_partner: Partner) -> None:
    finish(siti_partner)
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert claim_reward(siti_partner.pk) == REWARD_POINTS


@pytest.mark.parametrize("missions", [0, 5])
def test_nothing_before_the_last_mission(siti_partner: Partner, missions: int) -> None:
    with pytest.raises(RewardNotClaimable):
        claim_reward(siti_partner.pk)
    start_challenge(siti_partner.pk)
    for mission in list(Mission)[:missions]:
        complete_mission(siti_partner.pk, mission)
    with pytest.raises(RewardNotClaimable):
        claim_reward(siti_partner.pk)
    assert points_balance(siti_partner.pk) == 0
