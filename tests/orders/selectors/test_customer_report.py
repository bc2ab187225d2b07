import pytest

from accounts.models import Partner
from orders.errors import CustomerNotFound
from orders.models import Order
from orders.selectors.customer_report import customer_orders, customer_report
from orders.services.delete_order import delete_order
from tests.factories.orders import Market
from tests.orders.shelf import order_of_two_gowns


def test_what_she_bought_and_how_it_ended(market: Market) -> None:
    first = market.order()
    market.order(quantity=3)
    gowns = order_of_two_gowns(market)
    Order.objects.filter(pk=gowns.pk).update(payment_method="cod")
    report = customer_report(market.partner.pk, first.customer_id)
    assert (report.customer.orders, report.customer.pieces) == (3, 7)
    assert report.favourite == market.product.name
    total = sum(Order.objects.values_list("total_rp", flat=True))
    assert (report.customer.spent_rp, report.average_rp) == (total, round(total / 3))
    assert (report.delivered, report.returned) == (0, 0)
    assert customer_orders(market.partner.pk, first.customer_id)[0].number == gowns.number


def test_ends_are_counted(market: Market) -> None:
    order = market.packed()
    Order.objects.filter(pk=order.pk).update(status="returned")
    report = customer_report(market.partner.pk, order.customer_id)
    assert (report.delivered, report.returned) == (0, 1)


def test_a_buyer_whose_order_is_gone(market: Market) -> None:
    order = market.order()
    delete_order(market.partner.pk, order.pk, actor=market.actor)
    report = customer_report(market.partner.pk, order.customer_id)
    assert (report.customer.orders, report.average_rp, report.favourite) == (0, 0, "")
    assert customer_orders(market.partner.pk, order.customer_id) == []


def test_buyers_of_others_are_not_there(market: Market, rina_partner: Partner) -> None:
    order = market.order()
    with pytest.raises(CustomerNotFound):
        customer_report(rina_partner.pk, order.customer_id)
    assert customer_orders(rina_partner.pk, order.customer_id) == []
