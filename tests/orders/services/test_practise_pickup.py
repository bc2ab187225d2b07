from datetime import timedelta

import pytest

from komship.core.models import AuditEntry
from komship.lib import clock
from orders.services.practise_pickup import practise_pickup
from shipping.errors import PickupSlotRefused
from shipping.models import Pickup
from tests.factories.orders import Market, slot


def test_the_slot_is_judged_and_nobody_comes(market: Market) -> None:
    with pytest.raises(PickupSlotRefused):
        practise_pickup(market.partner, slot(pickup_on=clock.today() - timedelta(days=1)), actor=market.actor)
    practise_pickup(market.partner, slot(), actor=market.actor)
    assert not Pickup.objects.exists()
    assert AuditEntry.objects.filter(action="pickup.practised").count() == 1
