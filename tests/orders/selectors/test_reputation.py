from accounts.models import Partner
from orders.models import Order
from orders.risk import Level
from orders.selectors.reputation import buyer_reputation
from tests.factories.orders import Market, copy_orders

AYU = "6289876543210"


def test_parcels_of_all_sellers_count(market: Market, rina_partner: Partner) -> None:
    order = market.packed()
    copy_orders(order, 2, status="delivered")
    copy_orders(order, 1, status="shipped")
    copy_orders(order, 1, status="returned", partner=rina_partner)
    record = buyer_reputation(AYU)
    assert (record.sent, record.delivered, record.returned) == (4, 2, 1)
    assert (record.returned_bp, record.level) == (2_500, Level.NORMAL)


def test_what_never_left_does_not(market: Market) -> None:
    market.order()
    market.packed()
    cancelled = market.packed()
    Order.objects.filter(pk=cancelled.pk).update(status="cancelled")
    record = buyer_reputation(AYU)
    assert (record.sent, record.returned_bp, record.level) == (0, 0, Level.GOOD)


def test_other_numbers_are_others(market: Market) -> None:
    copy_orders(market.packed(), 1, status="returned")
    assert buyer_reputation(AYU[:-1]).sent == buyer_reputation(f"{AYU}0").sent == 0
