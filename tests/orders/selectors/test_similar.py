from datetime import timedelta

from komship.lib import clock
from orders.models import Order
from orders.selectors.similar import similar_orders
from orders.services.delete_order import delete_order
from tests.factories.orders import Market
from tests.factories.products import make_product, only_variant, plain_draft

PHONE = "6289876543210"


def found(market: Market, *variants: int, phone: str = PHONE, but_not: int | None = None) -> list[str]:
    ids = variants or (market.variant.pk,)
    return [order.number for order in similar_orders(market.partner.pk, phone, ids, but_not=but_not)]


def test_the_same_phone_and_goods(market: Market) -> None:
    order = market.order()
    other = make_product(market.partner, plain_draft("Pashmina"))
    assert found(market) == [order.number]
    assert found(market, only_variant(other).pk, market.variant.pk) == [order.number]
    assert found(market, only_variant(other).pk) == []
    assert found(market, phone="6281111111111") == found(market, phone="") == []
    assert found(market, but_not=order.pk) == []
    assert similar_orders(market.partner.pk + 1, PHONE, [market.variant.pk]) == []


def test_only_of_the_last_two_days_and_only_living_ones(market: Market) -> None:
    old, gone = market.order(), market.order()
    Order.objects.filter(pk=old.pk).update(created_at=clock.now() - timedelta(hours=49))
    delete_order(market.partner.pk, gone.pk, actor=market.actor)
    assert found(market) == []
