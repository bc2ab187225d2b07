from datetime import timedelta

import time_machine
from pytest_django.asserts import assertNumQueries

from accounts.models import Partner
from accounts.services.touch_api_key import TOUCH_EVERY, touch_api_key
from komship.lib import clock
from tests.factories.api_keys import make_key


def test_written_once_in_ten_minutes(siti_partner: Partner) -> None:
    key = make_key(siti_partner).key
    now = clock.now()

    with time_machine.travel(now, tick=False):
        touch_api_key(key)
        key.refresh_from_db()
        assert key.last_used_at == now
        with assertNumQueries(0):
            touch_api_key(key)
    with time_machine.travel(now + TOUCH_EVERY + timedelta(seconds=1), tick=False), assertNumQueries(1):
        touch_api_key(key)
