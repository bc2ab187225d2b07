import pytest

from finance.states import PaymentMethod
from orders.errors import CartEmpty, NoSuchDestination, NoSuchWarehouse, WarehouseIncomplete
from orders.rules import Wishes
from orders.services._parcel_size import ParcelSize
from orders.services.calculate_order import Question, calculate_order
from shipping.rules.quoting import Missing
from tests.factories.orders import Market
from tests.factories.shipping import place


def question(market: Market, **changes: object) -> Question:
    values: dict[str, object] = {
        "user_id": market.partner.owner_id,
        "partner_id": market.partner.pk,
        "cart_line_ids": market.fill_cart(),
        "warehouse_id": market.warehouse.pk,
        "destination_id": place("Cihapit").pk,
        "wishes": Wishes(method=PaymentMethod.COD),
    }
    return Question(**values | changes)  # type: ignore[arg-type]


def test_every_service_with_every_amount(market: Market) -> None:
    found = calculate_order(question(market))
    regular = next(row for row in found.options if row.option.service_code == "REG19")
    assert found.size == ParcelSize(weight_g=500, volume_cm3=0, pieces=2, goods_rp=100_000)
    assert (regular.price.shipping_rp, regular.price.total_rp) == (12_000, 112_000)
    assert (regular.price.cod_fee_rp, regular.price.cashback_rp) == (3_136, 3_000)
    assert regular.price.net_rp == 99_864


def test_missing_couriers_say_why(market: Market) -> None:
    missing = {row.service_code: row for row in calculate_order(question(market)).missing}
    assert missing["JTR18"].code == Missing.TOO_LIGHT
    assert missing["SIUNT"].reason


def test_goods_and_weight_may_be_typed(market: Market) -> None:
    size = ParcelSize(weight_g=3_000, volume_cm3=0, pieces=1, goods_rp=50_000)
    found = calculate_order(question(market, size=size, cart_line_ids=()))
    assert {row.option.billed_kg for row in found.options} == {3}


def test_what_cannot_be_priced(market: Market) -> None:
    with pytest.raises(CartEmpty):
        calculate_order(question(market, cart_line_ids=(999_999,)))
    with pytest.raises(NoSuchWarehouse):
        calculate_order(question(market, warehouse_id=999_999))
    with pytest.raises(NoSuchDestination):
        calculate_order(question(market, destination_id=999_999))
    type(market.warehouse).objects.filter(pk=market.warehouse.pk).update(origin_code="")
    with pytest.raises(WarehouseIncomplete):
        calculate_order(question(market))
