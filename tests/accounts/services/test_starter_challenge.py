from datetime import timedelta

import time_machine

from accounts.models import Partner, User, Warehouse
from accounts.selectors.people import starter_challenge
from accounts.services import complete_mission, start_challenge
from accounts.states import Mission
from komship.lib import clock


def test_starts_once(siti_partner: Partner) -> None:
    first = start_challenge(siti_partner.pk)
    with time_machine.travel(clock.now() + timedelta(hours=3)):
        assert start_challenge(siti_partner.pk).expires_at == first.expires_at
    assert abs(first.expires_at - clock.now() - timedelta(hours=24)) < timedelta(minutes=1)


def test_what_was_done_before_counts(siti_warehouse: Warehouse) -> None:
    row = start_challenge(siti_warehouse.partner_id)
    assert row.missions_done == [Mission.VERIFICATION, Mission.WAREHOUSE]


def test_finishes_with_the_last_mission(siti: User, siti_partner: Partner) -> None:
    User.objects.filter(pk=siti.pk).update(email_verified_at=None)
    start_challenge(siti_partner.pk)
    for mission in Mission:
        row = starter_challenge(siti_partner.pk)
        assert row is not None
        assert row.finished_at is None
        assert complete_mission(siti_partner.pk, mission)
        assert not complete_mission(siti_partner.pk, mission)
    row = starter_challenge(siti_partner.pk)
    assert row is not None
    assert row.missions_done == Mission.values
    assert row.finished_at is not None


def test_nothing_counts_before_the_start_or_after_the_end(siti_partner: Partner) -> None:
    assert not complete_mission(siti_partner.pk, Mission.PRODUCT)
    start_challenge(siti_partner.pk)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert not complete_mission(siti_partner.pk, Mission.PRODUCT)
