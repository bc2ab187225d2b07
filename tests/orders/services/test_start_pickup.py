from datetime import time

import pytest

from komship.core.drain import drain
from komship.core.jobs import Job
from orders.models import Order
from orders.selectors.chosen import chosen_rows
from orders.services.start_pickup import slot_of, start_pickup
from shipping.errors import PickupSlotRefused, PickupTokenTaken
from shipping.models import Pickup
from tests.factories.accounts import make_warehouse
from tests.factories.orders import Market, slot
from tests.factories.products import put_stock


def start(market: Market, *orders: Order, **changes: object) -> Job:
    rows = chosen_rows(market.partner.pk, [order.pk for order in orders])
    return start_pickup(market.partner.pk, rows, slot(**changes), actor=market.actor)  # type: ignore[arg-type]


def test_every_order_joins_one_pickup(market: Market) -> None:
    orders = [market.order(quantity=1) for _ in range(3)]
    job = start(market, *orders)
    assert slot_of(job.params) == slot()
    drain()
    job.refresh_from_db()
    assert (job.state, job.succeeded, job.title) == ("done", 3, "Pickup 3 pesanan")
    assert Pickup.objects.get().shipments.count() == 3
    assert {row.actor_label for row in orders[0].history.filter(after="booking")} == {market.actor.label}


def test_the_same_again_is_the_same_job(market: Market) -> None:
    first, second = market.order(quantity=1), market.order(quantity=1)
    job = start(market, first, second)
    assert start(market, second, first).pk == job.pk
    assert start(market, first).pk != job.pk
    assert start(market, first, second, pickup_time=time(11, 0)).pk != job.pk


def test_what_refuses_all_alike_starts_nothing(market: Market) -> None:
    order = market.order(quantity=1)
    with pytest.raises(PickupSlotRefused):
        start(market, order, pickup_time=time(22, 0))
    market.ask_pickup(market.order(quantity=1))
    with pytest.raises(PickupTokenTaken):
        start(market, order, pickup_time=time(11, 0))
    assert not Job.objects.exists()


def test_an_order_of_another_address_says_so(market: Market) -> None:
    other = make_warehouse(market.partner, "Gudang Dua")
    put_stock(market.variant, other, 5)
    job = start(market, market.order(quantity=1), market.order(quantity=1, warehouse_id=other.pk))
    drain()
    assert (
        job.items.get(state="failed").message
        == "Pesanan ini di alamat atau jadwal lain. Buat pickup tersendiri."
    )
