import pytest

from accounts.models import Partner
from shipping.booking_states import BookingState
from shipping.models import Shipment
from shipping.services._transition import (
    ForbiddenMove,
    cancel_parcel,
    finish_attempt,
    move_booking,
    move_parcel,
    reopen_booking,
)
from tests.factories.shipping import open_parcel


@pytest.fixture
def shipment(siti_partner: Partner, couriers: object) -> Shipment:
    return open_parcel(siti_partner)


def test_moves_no_table_allows(shipment: Shipment) -> None:
    with pytest.raises(ForbiddenMove):
        move_booking(shipment, BookingState.PENDING, BookingState.BOOKED)
    with pytest.raises(ForbiddenMove):
        finish_attempt(shipment.pk, 1, BookingState.CANCELLED)
    shipment.status = "delivered"
    with pytest.raises(ForbiddenMove):
        move_parcel(shipment, "picked_up")
    with pytest.raises(ForbiddenMove):
        cancel_parcel(shipment)
    shipment.booking_state = BookingState.BOOKED
    with pytest.raises(ForbiddenMove):
        reopen_booking(shipment)


def test_move_of_a_row_that_moved_on(shipment: Shipment) -> None:
    assert move_booking(shipment, BookingState.PENDING, BookingState.CANCELLED)
    assert not move_booking(shipment, BookingState.PENDING, BookingState.CANCELLED)
