import pytest
from rest_framework.test import APIClient

from accounts.models import Membership, User
from accounts.states import Right
from orders.models import Order
from tests.factories.orders import Market, move_parcel


def cancel_path(order: Order, version: int = 1) -> str:
    return f"/api/v{version}/order/{order.partner_id}/cancel/{order.pk}"


def delete_path(order: Order) -> str:
    return f"/api/v1/order/{order.partner_id}/delete/{order.pk}"


@pytest.mark.parametrize("version", [1, 2])
def test_cancelling_gives_everything_back(siti_api: APIClient, market: Market, version: int) -> None:
    order = market.packed()
    answer = siti_api.put(cancel_path(order, version))
    assert answer.json() == {"status": "success", "code": 200, "message": "Order cancelled successfully"}
    order.refresh_from_db()
    assert (order.status, market.stock.reserved) == ("cancelled", 0)


def test_only_packed_orders_can_be_cancelled(siti_api: APIClient, market: Market) -> None:
    new = market.order()
    gone = move_parcel(market, market.packed(), "picked_up")
    for order in (new, gone):
        answer = siti_api.put(cancel_path(order))
        assert (answer.status_code, answer.json()["status"]) == (400, "failed")
    assert set(Order.objects.values_list("status", flat=True)) == {"created", "shipped"}


def test_deleting(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    answer = siti_api.delete(delete_path(order))
    assert answer.json()["message"] == "Order deleted successfully"
    assert (Order.objects.live().count(), market.stock.reserved) == (0, 0)
    assert siti_api.delete(delete_path(order)).status_code == 400


def test_a_form_can_delete(siti_api: APIClient, market: Market) -> None:
    answer = siti_api.post(delete_path(market.order()), {"_method": "delete"}, format="multipart")
    assert answer.status_code == 200, answer.json()
    assert not Order.objects.live().exists()


def test_no_deleting_after_the_pickup_request(siti_api: APIClient, market: Market) -> None:
    order = market.ask_pickup(market.order())
    assert siti_api.delete(delete_path(order)).status_code == 400
    assert Order.objects.live().count() == 1


def test_strangers_change_nothing(rina_api: APIClient, nobody_api: APIClient, market: Market) -> None:
    new, packed = market.order(), market.packed()
    assert rina_api.delete(delete_path(new)).status_code == 400
    assert rina_api.put(cancel_path(packed)).status_code == 400
    assert nobody_api.delete(delete_path(new)).status_code == 401
    assert set(Order.objects.live().values_list("status", flat=True)) == {"created", "packing"}


def test_staff_need_the_right(budi_api: APIClient, market: Market, budi: User) -> None:
    order = market.order()
    Membership.objects.filter(user=budi).update(rights=[Right.ORDER_VIEW.value])
    assert budi_api.delete(delete_path(order)).status_code == 400
    assert Order.objects.live().exists()
