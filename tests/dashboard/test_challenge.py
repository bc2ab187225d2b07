from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import Partner, User
from accounts.services import complete_mission
from accounts.states import Mission
from finance.selectors.points import points_balance
from komship.lib import clock

TITLE = "50.000 KomPoints"


def home(client: Client) -> str:
    return client.get("/").content.decode()


def test_from_the_start_to_the_reward(siti_web: Client, siti_partner: Partner) -> None:
    assert "/tantangan/mulai/" in home(siti_web)
    siti_web.post("/tantangan/mulai/")
    text = home(siti_web)
    assert TITLE in text
    assert "/tantangan/" not in text
    early = siti_web.post("/tantangan/klaim/", follow=True).content.decode()
    assert "belum bisa diklaim" in early
    for mission in Mission:
        complete_mission(siti_partner.pk, mission)
    assert "Klaim hadiah" in home(siti_web)
    siti_web.post("/tantangan/klaim/")
    assert points_balance(siti_partner.pk) == 50_000
    home(siti_web)
    assert TITLE not in home(siti_web)


def test_nothing_after_its_time(siti_web: Client, siti_partner: Partner) -> None:
    siti_web.post("/tantangan/mulai/")
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert TITLE not in home(siti_web)


def test_old_shops_are_not_asked(siti_web: Client, siti_partner: Partner) -> None:
    Partner.objects.filter(pk=siti_partner.pk).update(created_at=clock.now() - timedelta(days=31))
    assert TITLE not in home(siti_web)


@pytest.mark.parametrize("action", ["mulai", "klaim"])
def test_staff_has_no_part_in_it(budi_web: Client, budi: User, action: str) -> None:
    assert TITLE not in home(budi_web)
    assert budi_web.post(f"/tantangan/{action}/").status_code == 403
