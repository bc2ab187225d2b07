from datetime import timedelta

from komship.lib import clock
from shipping.models import Pickup
from shipping.services import follow_overdue_pickups
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods


def test_only_pickups_whose_time_is_over(market: Market) -> None:
    market.ask_pickup(market.order(quantity=1), "today")
    market.ask_pickup(market.order(quantity=1), "long-ago")
    Pickup.objects.filter(token="long-ago").update(pickup_on=clock.today() - timedelta(days=3))

    assert follow_overdue_pickups() == 1
    assert dict(Pickup.objects.values_list("token", "status")) == {
        "today": "scheduled",
        "long-ago": "missed",
    }
    assert follow_overdue_pickups() == 0
