import pytest

from orders.states import (
    ALLOWED,
    BEFORE_HANDOVER,
    OF_SHIPMENT,
    OrderStatus,
    is_cancellable,
    is_editable,
    may_move,
)
from shipping.states import ShipmentStatus

S = OrderStatus


def test_every_status_has_its_moves() -> None:
    assert set(ALLOWED) == set(S)
    assert all(status not in moves for status, moves in ALLOWED.items())


def test_every_word_of_the_courier_means_something() -> None:
    assert set(OF_SHIPMENT) == set(ShipmentStatus) - {ShipmentStatus.CREATED}
    assert set(OF_SHIPMENT.values()) == set(S) - {S.CREATED, S.BOOKING}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (S.CREATED, S.BOOKING),
        (S.BOOKING, S.PACKING),
        (S.BOOKING, S.CREATED),
        (S.PACKING, S.CANCELLED),
        (S.PACKING, S.SHIPPED),
        (S.PACKING, S.DELIVERED),
        (S.SHIPPED, S.RETURNED),
        (S.SHIPPED, S.LOST),
        (S.LOST, S.DELIVERED),
        (S.DAMAGED, S.RETURNED),
        (S.DELIVERED, S.RETURNED),
        (S.RETURNED, S.DELIVERED),
    ],
)
def test_moves_that_happen(before: S, after: S) -> None:
    assert may_move(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (S.CREATED, S.PACKING),
        (S.CREATED, S.CANCELLED),
        (S.BOOKING, S.SHIPPED),
        (S.SHIPPED, S.PACKING),
        (S.SHIPPED, S.CANCELLED),
        (S.SHIPPED, S.SHIPPED),
        (S.DELIVERED, S.SHIPPED),
        (S.DELIVERED, S.LOST),
        *[(S.CANCELLED, status) for status in S],
        *[(status, S.CREATED) for status in S if status is not S.BOOKING],
    ],
)
def test_moves_that_do_not(before: S, after: S) -> None:
    assert not may_move(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [(S.SHIPPED, S.CANCELLED), (S.DELIVERED, S.LOST), (S.RETURNED, S.CANCELLED), (S.CANCELLED, S.DELIVERED)],
)
def test_moves_only_a_person_decides(before: S, after: S) -> None:
    assert not may_move(before, after)
    assert may_move(before, after, by_person=True)


def test_a_person_may_not_do_everything() -> None:
    assert not may_move(S.CREATED, S.DELIVERED, by_person=True)
    assert not may_move(S.CANCELLED, S.LOST, by_person=True)


def test_words_of_the_database_are_understood() -> None:
    assert may_move("created", "booking")
    with pytest.raises(ValueError, match="nonsense"):
        may_move("created", "nonsense")


def test_what_sellers_may_do() -> None:
    assert [status for status in S if is_editable(status)] == [S.CREATED]
    assert [status for status in S if is_cancellable(status)] == [S.PACKING]
    assert {S.CREATED, S.BOOKING, S.PACKING} == BEFORE_HANDOVER
