"""The demo's past is made in bulk; these tests prove that it could have happened."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Membership, User
from finance.models import ParcelMoney
from komship.demo.checks import all_checks
from komship.demo.load import load_demo
from orders.models import Order
from products.models import Stock
from shipping.models import Shipment

ORDERS = 80


def broken() -> list[str]:
    return [check.text for check in all_checks() if not check.holds]


def test_the_demo(db: None) -> None:
    """Loaded once: that takes longer than all the checks."""
    told = list(load_demo(orders=ORDERS))
    assert_the_past_adds_up(told)
    assert_every_kind_of_damage_is_found()


def assert_the_past_adds_up(demo: list[str]) -> None:
    assert demo[1] == f"{ORDERS} orders"
    assert not [line for line in demo if line.startswith("BROKEN")]
    assert Order.objects.count() == ParcelMoney.objects.count() == ORDERS
    assert {"created", "delivered"} <= set(Order.objects.values_list("status", flat=True))
    people = {"siti", "budi", "rina", "wati", "dewi"}
    assert people <= set(User.objects.values_list("username", flat=True))
    assert Membership.objects.filter(user__username="budi", partner__owner__username="siti").exists()
    with pytest.raises(CommandError):
        call_command("load_demo")
    call_command("load_demo", if_empty=True)


def assert_every_kind_of_damage_is_found() -> None:
    """Checks that can only say yes prove nothing: each planted fault must be named."""
    order = Order.objects.filter(status="delivered").order_by("pk")[0]
    Order.objects.filter(pk=order.pk).update(status="shipped")
    assert any("stands where its parcel is" in text for text in broken())
    Order.objects.filter(pk=order.pk).update(status="delivered")
    Shipment.objects.filter(reference=order.number).update(reference="ELSEWHERE")
    assert any("one airway bill" in text for text in broken())
    Shipment.objects.filter(reference="ELSEWHERE").update(reference=order.number)
    stock = Stock.objects.filter(sold__gt=0).order_by("pk")[0]
    Stock.objects.filter(pk=stock.pk).update(on_hand=stock.on_hand + 1)
    assert any("stock on hand" in text for text in broken())
    Stock.objects.filter(pk=stock.pk).update(on_hand=stock.on_hand)
    ParcelMoney.objects.filter(reference=order.number).update(reference="NOBODY")
    assert any("every order has its money" in text for text in broken())
    ParcelMoney.objects.filter(reference="NOBODY").update(reference=order.number)
    assert not broken()
