import pytest

from accounts.models import User
from komship.core.audit import Actor
from komship.core.drain import drain
from orders.models import Order, OrderHistory
from orders.services.delete_order import delete_order
from orders.services.edit_order import OrderEdit, edit_order
from orders.services.rebook_order import rebook_order
from shipping.booking_states import BookingState
from shipping.models import CourierService, Shipment
from shipping.sandbox.faults import FaultKind
from shipping.services import retry_booking
from tests.factories.orders import Market, recipient
from tests.factories.sandbox import break_next


@pytest.fixture
def refused(market: Market) -> Order:
    """Two pieces by COD that the courier did not want, back at the seller's."""
    order = market.ask_pickup(market.order())
    break_next(market.sandbox, FaultKind.REFUSED, endpoint="pickupcashless")
    drain()
    order.refresh_from_db()
    assert (order.status, order.shipment and order.shipment.booking_state) == ("created", "rejected")
    return order


def ops_retries(order: Order, wati: User) -> Order:
    retry_booking(
        Shipment.objects.get(reference=order.number).pk,
        actor=Actor(user_id=wati.pk, label="wati", channel="admin"),
    )
    drain()
    order.refresh_from_db()
    return order


def test_the_order_goes_out_again_with_what_it_holds_now(market: Market, refused: Order, wati: User) -> None:
    new = market.new_order(quantity=3, recipient=recipient(name="Ayu Baru"))
    edit_order(OrderEdit(order_id=refused.pk, new=new))

    order = ops_retries(refused, wati)

    assert order.status == "packing"
    parcel = market.sandbox.world.find(order.number)
    assert (parcel.recipient_name, parcel.fields["COD_AMOUNT"]) == ("Ayu Baru", str(order.total_rp))
    labels = OrderHistory.objects.filter(order=order, after="booking").values_list("actor_label", flat=True)
    assert list(labels.order_by("id")) == ["siti", "wati"]
    assert order.shipment is not None
    assert order.shipment.pickup is not None


def test_a_deleted_order_is_never_asked_for(market: Market, refused: Order, wati: User) -> None:
    retry_booking(Shipment.objects.get().pk, actor=None)
    delete_order(market.partner.pk, refused.pk, actor=market.actor)
    drain()

    assert market.sandbox.world.parcels == {}
    assert Shipment.objects.get().booking_state == BookingState.CANCELLED


def test_an_order_its_seller_asked_for_is_left_alone(market: Market, refused: Order) -> None:
    market.ask_pickup(refused, token="token-2")
    rebook_order(refused.number, actor_label="wati")
    drain()
    assert len(market.sandbox.world.parcels) == 1
    assert OrderHistory.objects.filter(order=refused, after="booking").count() == 2


def test_what_cannot_be_carried_goes_back_with_the_reason(market: Market, refused: Order, wati: User) -> None:
    CourierService.objects.filter(pk=refused.service_id).update(is_active=False)
    order = ops_retries(refused, wati)
    assert order.status == "created"
    assert order.booking_note
    assert Shipment.objects.get().booking_state == BookingState.REJECTED
