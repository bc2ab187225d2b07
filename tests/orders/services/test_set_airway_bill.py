import pytest

from finance.models import ParcelMoney
from komship.demo.checks import all_checks
from komship.lib.errors import InvalidInput
from orders.errors import OrderNotChangeable, OrderNotFound
from orders.models import Order
from orders.services.set_airway_bill import set_airway_bill
from shipping.errors import AirwayBillTaken
from shipping.models import Shipment
from tests.factories.finance import fund, purse
from tests.factories.orders import Market

AWB = "2521202200079349"


@pytest.fixture
def order(market: Market) -> Order:
    fund(market.partner, 20_000)
    return market.transfer_order()


def typed(market: Market, order: Order, awb: str = AWB) -> Order:
    return set_airway_bill(market.partner.pk, order.pk, awb, actor=market.actor)


def test_the_order_is_sent_and_its_shipping_is_hers(market: Market, order: Order) -> None:
    sent = typed(market, order, " 2521202200079349 ")
    assert sent.status == "shipped"
    assert (sent.shipping_rp, sent.additional_rp, sent.net_rp) == (0, 12_000, 112_000)
    assert purse(market.partner) == (20_000, 0, 0)
    assert (market.stock.on_hand, market.stock.reserved) == (8, 0)
    shipment = Shipment.objects.get()
    assert (shipment.awb, shipment.status, shipment.next_poll_at is None) == (AWB, "picked_up", False)
    assert ParcelMoney.objects.get().return_charge_rp == 0
    assert order.history.filter(note__contains=AWB).exists()
    assert [check for check in all_checks() if not check.holds] == []


def test_not_for_cash_that_we_would_have_to_pay_out(market: Market) -> None:
    with pytest.raises(OrderNotChangeable, match="COD"):
        typed(market, market.order())
    assert not Shipment.objects.exists()


def test_one_airway_bill_is_one_parcel(market: Market, order: Order) -> None:
    typed(market, order)
    other = market.transfer_order()
    with pytest.raises(AirwayBillTaken):
        typed(market, other)
    assert Order.objects.get(pk=other.pk).status == "created"
    assert purse(market.partner) == (11_000, 9_000, 0)


def test_only_before_a_courier_was_asked(market: Market, order: Order) -> None:
    market.ask_pickup(order)
    with pytest.raises(OrderNotChangeable):
        typed(market, order)


@pytest.mark.parametrize("awb", ["", "123", "resi saya nomor 5", "A" * 21])
def test_what_is_no_airway_bill(market: Market, order: Order, awb: str) -> None:
    with pytest.raises(InvalidInput):
        typed(market, order, awb)


def test_an_order_of_somebody_else(market: Market, order: Order) -> None:
    with pytest.raises(OrderNotFound):
        set_airway_bill(market.partner.pk + 1, order.pk, AWB, actor=market.actor)
