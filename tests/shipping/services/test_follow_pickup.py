from datetime import timedelta

import pytest

from komship.lib import clock
from orders.services.cancel_order import cancel_order
from shipping.models import Pickup
from shipping.pickup_states import PickupStatus
from shipping.services import follow_pickup
from shipping.services._transition import ForbiddenMove, move_pickup
from tests.factories.orders import Market, move_parcel
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods


def pickup_status(token: str = "token-1") -> str:
    return str(Pickup.objects.get(token=token).status)


def test_scan_by_scan(market: Market) -> None:
    first, second = (market.packed(market.order(quantity=1)) for _ in range(2))
    assert pickup_status() == "scheduled"

    move_parcel(market, first, "picked_up")
    assert pickup_status() == "partial"
    move_parcel(market, second, "delivered")
    assert pickup_status() == "completed"


def test_what_is_called_off_is_not_waited_for(market: Market) -> None:
    first, second = (market.packed(market.order(quantity=1)) for _ in range(2))
    move_parcel(market, first, "picked_up")
    cancel_order(market.partner.pk, second.pk, actor=market.actor)
    assert pickup_status() == "completed"


def test_without_parcels_it_is_cancelled_until_one_joins(market: Market) -> None:
    order = market.packed(market.order(quantity=1))
    cancel_order(market.partner.pk, order.pk, actor=market.actor)
    assert pickup_status() == "cancelled"

    market.ask_pickup(market.order(quantity=1))
    assert pickup_status() == "scheduled"


def test_a_late_scan_corrects_a_missed_one(market: Market) -> None:
    order = market.packed(market.order(quantity=1))
    Pickup.objects.update(pickup_on=clock.today() - timedelta(days=2))
    pickup = Pickup.objects.get()
    assert follow_pickup(pickup.pk) is PickupStatus.MISSED
    move_parcel(market, order, "picked_up")
    assert pickup_status() == "completed"


@pytest.mark.django_db
def test_moves_no_table_allows() -> None:
    with pytest.raises(ForbiddenMove):
        move_pickup(Pickup(status="partial"), PickupStatus.CANCELLED)
