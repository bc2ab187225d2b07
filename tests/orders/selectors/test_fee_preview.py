"""What other rates would have meant: rounded order by order, as the orders themselves were."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from finance.rules import cashback, cod_fee, return_leg
from komship.lib import clock
from orders.models import Order
from orders.selectors.fee_preview import preview_rates
from shipping.models import Destination
from shipping.ports import BeforeAfter, FeeQuestion
from shipping.rules.criteria import Criterion
from tests.factories.finance import fund
from tests.factories.orders import Market, copy_orders
from tests.factories.shipping import service_of


@pytest.fixture
def question(market: Market) -> FeeQuestion:
    return FeeQuestion(
        service_id=service_of("REG19").pk,
        since=clock.today() - timedelta(days=30),
        cod_fee_bp=333,
        cashback_bp=1_777,
        return_discount_bp=6_667,
        criteria=[],
    )


def test_each_order_is_reckoned_anew(
    market: Market, question: FeeQuestion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fund(market.partner, 100_000)
    cod, transfer = market.order(), market.transfer_order(quantity=1)
    gone, old = market.order(quantity=1), market.order(quantity=1)
    Order.objects.filter(pk=gone.pk).update(deleted_at=clock.now())
    Order.objects.filter(pk=old.pk).update(ordered_on=clock.today() - timedelta(days=31))

    with django_assert_num_queries(1):
        found = preview_rates(question)

    assert (found.orders, found.cod_orders, found.returned_orders, found.closed) == (2, 1, 0, 0)
    assert found.fee == BeforeAfter(cod.cod_fee_rp, cod_fee(cod.total_rp, 333))
    assert found.cashback == BeforeAfter(
        cod.cashback_rp + transfer.cashback_rp,
        cashback(cod.shipping_rp, 1_777) + cashback(transfer.shipping_rp, 1_777),
    )
    assert found.returns == BeforeAfter(0, 0)
    assert found.sellers_rp == found.cashback.change_rp - found.fee.change_rp


@pytest.mark.parametrize(
    ("criteria", "discount_bp", "closed"),
    [
        ([], 6_667, 0),
        ([Criterion(origins=(3,), return_bp=1), Criterion(origins=(1,), return_bp=2_500)], 7_500, 0),
        ([Criterion(excludes=True, destinations=(3,), return_bp=100)], 9_900, 0),
        ([Criterion(origins=(1,), destinations=(3,), return_bp=100)], 6_667, 1),
    ],
)
def test_the_way_back_follows_the_criterion_that_holds(
    market: Market, question: FeeQuestion, criteria: list[Criterion], discount_bp: int, closed: int
) -> None:
    """From Java to Java; where none holds the window's own discount is reckoned with."""
    order = market.packed()
    (returned,) = copy_orders(order, 1, status="returned")
    copy_orders(order, 1, status="cancelled")
    Order.objects.filter(pk=order.pk).update(ordered_on=clock.today() - timedelta(days=31))

    found = preview_rates(replace(question, criteria=[one.to_json() for one in criteria]))

    assert (found.orders, found.returned_orders, found.closed) == (1, 1, closed)
    assert found.returns == BeforeAfter(
        return_leg(returned.shipping_rp, returned.return_discount_bp),
        return_leg(returned.shipping_rp, discount_bp),
    )


def test_a_place_of_an_unknown_island_is_taken_to_be_meant(market: Market, question: FeeQuestion) -> None:
    market.order()
    Destination.objects.update(island="")

    found = preview_rates(replace(question, criteria=[Criterion(origins=(3,)).to_json()]))

    assert (found.orders, found.closed) == (1, 0)


def test_no_orders_are_no_sums(market: Market, question: FeeQuestion) -> None:
    found = preview_rates(replace(question, service_id=0))
    assert (found.orders, found.fee, found.sellers_rp) == (0, BeforeAfter(0, 0), 0)
