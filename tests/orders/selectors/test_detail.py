import pytest

from accounts.models import Partner
from komship.lib import clock
from orders.errors import OrderNotFound
from orders.models import Order
from orders.selectors.detail import order_activity, order_detail, order_lines
from orders.selectors.story import order_story
from orders.services.print_labels import PrintJob, print_labels
from shipping.rules.label_layouts import LabelLayout
from tests.factories.orders import Market


def test_by_id_and_by_number(market: Market) -> None:
    order = market.order()
    for found in (
        order_detail(market.partner.pk, order_id=order.pk),
        order_detail(market.partner.pk, number=order.number),
    ):
        assert found.pk == order.pk
        assert [line.quantity for line in order_lines(found)] == [2]


def test_others_and_the_deleted_are_not_there(market: Market, rina_partner: Partner) -> None:
    order = market.order()
    with pytest.raises(OrderNotFound):
        order_detail(rina_partner.pk, order_id=order.pk)
    with pytest.raises(OrderNotFound):
        order_detail(market.partner.pk, number="KOM0")
    Order.objects.filter(pk=order.pk).update(deleted_at=clock.now())
    with pytest.raises(OrderNotFound):
        order_detail(market.partner.pk, order_id=order.pk)


def test_what_people_did_is_told_in_order(market: Market) -> None:
    order = market.order()
    assert order_story(order).prints == []
    order = market.packed(order)
    print_labels(
        PrintJob(
            partner_id=market.partner.pk,
            order_ids=(order.pk,),
            layout=LabelLayout.A4_1,
            user_id=market.partner.owner_id,
        )
    )
    story = order_story(order)
    moves = [(row.before, row.after) for row in order_activity(order) if row.kind == "status"]
    assert moves == [("", "created"), ("created", "booking"), ("booking", "packing")]
    assert story.last("status") == "packing"
    assert story.last("return") == ""
    assert [(row.printed_by, row.layout) for row in story.prints] == [("siti", LabelLayout.A4_1.value)]
