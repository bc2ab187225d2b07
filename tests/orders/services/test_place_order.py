from typing import Any

import pytest
from django.db import transaction

from finance import chart
from finance.errors import BalanceTooLow, NegativeBalance
from finance.models import ParcelMoney
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind, PaymentMethod
from komship.lib.errors import InvalidInput
from orders.errors import CartEmpty, NoSuchDestination, NoSuchWarehouse, PriceChanged, ServiceUnavailable
from orders.models import CartLine, Customer, Order, OrderHistory, OrderLine
from orders.rules import Wishes
from orders.services.place_order import place_order
from products.errors import OutOfStock
from products.models import StockMovement
from shipping.models import NoCodArea, Quote
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Endpoint
from tests.factories.finance import balance, fund, purse
from tests.factories.orders import Market, recipient
from tests.factories.sandbox import break_next, requests_to
from tests.factories.shipping import place

COD = PaymentMethod.COD
TRANSFER = PaymentMethod.BANK_TRANSFER


def nothing_was_stored(market: Market) -> bool:
    market.stock.refresh_from_db()
    rows = (Order, OrderLine, Customer, ParcelMoney, OrderHistory)
    moved = StockMovement.objects.exclude(kind="adjust").exists()
    return not any(model.objects.exists() for model in rows) and not moved and market.stock.reserved == 0


def test_a_cod_order_is_stored_whole(market: Market) -> None:
    order = market.order()

    assert order.number.startswith("KOM")
    assert len(order.number) <= 20
    assert (order.goods_rp, order.shipping_rp, order.total_rp) == (100_000, 12_000, 112_000)
    assert (order.cod_fee_rp, order.cashback_rp) == (3_136, 3_000)
    assert order.net_rp == 112_000 - 3_136 - (12_000 - 3_000)
    assert (order.village, order.recipient_phone) == ("Cihapit", "6289876543210")
    line = order.lines.get()
    assert (line.product_name, line.quantity, line.price_rp) == (market.product.name, 2, 50_000)
    assert order.history.get().after == "created"
    assert not CartLine.objects.exists()


def test_pieces_are_promised_and_nothing_is_charged_for_cod(market: Market) -> None:
    market.order()
    assert (market.stock.on_hand, market.stock.reserved) == (10, 2)
    assert purse(market.partner) == (0, 0, 0)
    assert ParcelMoney.objects.get().net_rp == Order.objects.get().net_rp


def test_the_ledger_can_show_the_order_without_asking_for_it(market: Market) -> None:
    order = market.order()
    parcel = ParcelMoney.objects.get(reference=order.number)
    assert (parcel.order_id, parcel.courier_name, parcel.order_status_text) == (order.pk, "JNE", "Diajukan")
    assert parcel.courier_logo == order.service.courier.image_path != ""


def test_a_transfer_order_holds_the_shipping(market: Market) -> None:
    fund(market.partner, 20_000)
    order = market.transfer_order()
    assert order.cod_fee_rp == 0
    assert purse(market.partner) == (11_000, 9_000, 0)


def test_too_little_money_for_the_shipping(market: Market) -> None:
    fund(market.partner, 8_999)
    with pytest.raises(BalanceTooLow):
        market.transfer_order()
    assert nothing_was_stored(market)
    assert purse(market.partner) == (8_999, 0, 0)


def test_a_seller_in_debt_sells_nothing_new(market: Market) -> None:
    available = chart.seller_available(market.partner.pk)
    lines = [debit(available, 5_000), credit(chart.SUSPENSE, 5_000)]
    with transaction.atomic():
        post_entry(Draft(kind=EntryKind.RETURN_CHARGE, key="debt", lines=lines))
    assert balance(available) == -5_000
    with pytest.raises(NegativeBalance):
        market.order()
    assert nothing_was_stored(market)


def test_more_than_the_stock(market: Market) -> None:
    with pytest.raises(OutOfStock):
        market.order(quantity=11)
    assert nothing_was_stored(market)
    assert CartLine.objects.count() == 1


def test_an_empty_cart(market: Market) -> None:
    with pytest.raises(CartEmpty):
        market.order(cart_line_ids=(4711,))


def test_unknown_places(market: Market) -> None:
    with pytest.raises(NoSuchDestination):
        market.order(recipient=recipient(destination_id=999_999))
    with pytest.raises(NoSuchWarehouse):
        market.order(warehouse_id=999_999)
    assert nothing_was_stored(market)


def test_the_default_warehouse_serves_who_names_none(market: Market) -> None:
    assert market.order(warehouse_id=None).warehouse_id == market.warehouse.pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "😀😀😀😀"}, "customer_name"),
        ({"name": "A" * 31}, "customer_name"),
        ({"name": "Al"}, "customer_name"),
        ({"address_line": "Jl. A"}, "detail_address"),
        ({"address_line": "x" * 186}, "detail_address"),
        ({"address_line": "١٢٣٤٥٦٧٨٩٠١٢"}, "detail_address"),
        ({"phone": "12345"}, "customer_phone"),
        ({"phone": "bukan nomor"}, "customer_phone"),
    ],
)
def test_what_no_label_can_show_is_refused(market: Market, change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        market.order(recipient=recipient(**change))
    assert list(refusal.value.fields) == [field]
    assert nothing_was_stored(market)


def test_emoji_beside_letters_are_fine(market: Market) -> None:
    assert market.order(recipient=recipient(name="Ayu 🌸 Lestari")).recipient_name == "Ayu 🌸 Lestari"


def test_the_price_is_the_one_that_was_shown(market: Market) -> None:
    market.order()
    asked = requests_to(market.sandbox, Endpoint.TARIFF)
    quotes = Quote.objects.count()
    market.order()
    assert requests_to(market.sandbox, Endpoint.TARIFF) == asked
    assert Quote.objects.count() == quotes


def test_another_total_than_the_seller_saw_is_refused(market: Market) -> None:
    with pytest.raises(PriceChanged) as refusal:
        market.order(expected_total_rp=111_999)
    assert refusal.value.details["total_rp"] == 112_000
    assert nothing_was_stored(market)
    assert market.order(expected_total_rp=112_000).total_rp == 112_000


def test_quick_input_sets_what_is_collected(market: Market) -> None:
    order = market.order(wishes=Wishes(method=COD, wanted_total_rp=150_000))
    assert (order.total_rp, order.computed_total_rp) == (150_000, 112_000)
    assert order.cod_fee_rp == 4_200


def test_a_service_that_does_not_go_there(market: Market) -> None:
    with pytest.raises(ServiceUnavailable):
        market.order(service_code="NOPE")


def test_no_cash_is_collected_everywhere(market: Market) -> None:
    jne = market.partner.courier_switches.get().courier
    NoCodArea.objects.create(courier=jne, tariff_code=place("Cihapit").tariff_code)
    with pytest.raises(InvalidInput) as refusal:
        market.order()
    assert refusal.value.code == "no_cod_here"
    assert nothing_was_stored(market)


def test_a_courier_that_is_down_takes_no_order_it_never_priced(market: Market) -> None:
    break_next(market.sandbox, FaultKind.ERROR_500, count=5)
    with pytest.raises(ServiceUnavailable):
        market.order()
    assert nothing_was_stored(market)


def test_the_same_request_is_the_same_order(market: Market) -> None:
    first = market.order(request_key="r-1")
    again = place_order(market.new_order(cart_line_ids=(1,), request_key="r-1"))
    assert again.pk == first.pk
    assert Order.objects.count() == 1


def test_a_buyer_is_remembered_by_phone(market: Market) -> None:
    market.order()
    market.order(recipient=recipient(name="Ayu L.", phone="+62 898 7654 3210"))
    customer = Customer.objects.get()
    assert customer.name == "Ayu L."
    assert customer.orders.count() == 2


def test_numbers_are_never_given_twice(market: Market) -> None:
    numbers = [market.order(quantity=1).number for _ in range(3)]
    assert len(set(numbers)) == 3
    assert numbers == sorted(numbers)
