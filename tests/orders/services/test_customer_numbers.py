"""What is counted of buyers follows every use-case that changes an order."""

import pytest

from komship.demo.checks import all_checks
from komship.lib.db import NotInTransaction
from orders.models import Customer, Order
from orders.services._customer_numbers import hold_buyers, recount_customer
from orders.services.cancel_order import cancel_order
from orders.services.delete_order import delete_order
from orders.services.edit_order import OrderEdit, edit_order
from shipping.states import ShipmentStatus
from tests.factories.orders import Market, move_parcel, recipient
from tests.orders.services.test_follow_judged_parcel import judge

Numbers = tuple[int, int, int]
PHONE = "0813 1111 6222"


def numbers(customer: Customer) -> Numbers:
    customer.refresh_from_db()
    return (customer.order_count, customer.piece_count, customer.spent_rp)


def counts_are_true() -> bool:
    (check,) = [check for check in all_checks() if "counted of each buyer" in check.text]
    return check.holds


def test_a_new_order_is_added(market: Market) -> None:
    first, second = market.order(), market.order(quantity=1)
    assert numbers(first.customer) == (2, 3, first.total_rp + second.total_rp)
    assert counts_are_true()


def test_a_deleted_or_cancelled_one_is_taken_out(market: Market) -> None:
    kept, deleted = market.order(), market.order(quantity=1)
    cancelled = market.packed(market.order(quantity=3))
    delete_order(market.partner.pk, deleted.pk, actor=market.actor)
    cancel_order(market.partner.pk, cancelled.pk, actor=market.actor)
    assert numbers(kept.customer) == (1, 2, kept.total_rp)
    kept.customer.refresh_from_db()
    assert kept.customer.last_ordered_at == kept.created_at
    assert counts_are_true()


def test_the_last_one_leaves_nothing_but_the_buyer(market: Market) -> None:
    order = market.order()
    delete_order(market.partner.pk, order.pk, actor=market.actor)
    assert numbers(order.customer) == (0, 0, 0)
    assert counts_are_true()


def test_an_edit_counts_anew(market: Market) -> None:
    order = market.order()
    edit_order(OrderEdit(order_id=order.pk, new=market.new_order(quantity=3)))
    order.refresh_from_db()
    assert numbers(order.customer) == (1, 3, order.total_rp)
    assert counts_are_true()


def test_an_edit_may_move_an_order_to_another_buyer(market: Market) -> None:
    order = market.order()
    before = order.customer
    new = market.new_order(recipient=recipient(name="Bimo Sakti", phone=PHONE))
    edit_order(OrderEdit(order_id=order.pk, new=new))
    order = Order.objects.get(pk=order.pk)
    assert numbers(before) == (0, 0, 0)
    assert numbers(order.customer) == (1, 2, order.total_rp)
    assert counts_are_true()


def test_a_judged_parcel_leaves_the_counts_and_comes_back(market: Market) -> None:
    order = judge(move_parcel(market, market.packed(), "picked_up"), ShipmentStatus.CANCELLED)
    assert numbers(order.customer) == (0, 0, 0)
    order = judge(order, ShipmentStatus.IN_TRANSIT)
    assert (order.status, numbers(order.customer)) == ("shipped", (1, 2, order.total_rp))
    assert counts_are_true()


def test_wrong_counts_are_seen_and_mended(market: Market) -> None:
    order, other = market.order(), market.order()
    Customer.objects.update(order_count=9)
    assert not counts_are_true()
    delete_order(market.partner.pk, other.pk, actor=market.actor)
    assert numbers(order.customer) == (1, 2, order.total_rp)


@pytest.mark.django_db(transaction=True)
def test_only_together_with_the_order() -> None:
    with pytest.raises(NotInTransaction):
        recount_customer(1)
    with pytest.raises(NotInTransaction):
        hold_buyers(Order(), "")
