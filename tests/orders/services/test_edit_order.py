from dataclasses import replace
from typing import Any

import pytest

from accounts.models import Warehouse
from accounts.services import delete_warehouse
from accounts.services.delete_sales_admin import delete_sales_admin
from accounts.services.save_sales_admin import save_sales_admin
from finance.errors import BalanceTooLow
from finance.models import ParcelMoney
from finance.states import PaymentMethod
from komship.core.models import AuditEntry
from komship.demo.checks import all_checks
from orders.errors import NoSuchWarehouse, OrderChanged, OrderNotChangeable, OrderNotFound, PriceChanged
from orders.models import CartLine, Order
from orders.rules import Wishes
from orders.services._cart_items import CartItem
from orders.services._new_order import NewOrder
from orders.services.delete_order import delete_order
from orders.services.edit_order import OrderEdit, edit_order
from orders.services.sync_cart import sync_cart
from products.errors import OutOfStock
from products.models import Product, Stock
from tests.factories.finance import fund, purse
from tests.factories.orders import Market, move_parcel, recipient
from tests.factories.products import make_product, plain_draft

TRANSFER = Wishes(method=PaymentMethod.BANK_TRANSFER)


def edited(market: Market, order: Order, *, seen_edits: int | None = None, **changes: Any) -> Order:
    """The order with other values; what is not named is as `new_order` makes it."""
    wanted = OrderEdit(order_id=order.pk, new=market.new_order(**changes), seen_edits=seen_edits)
    return edit_order(wanted)


def as_stored(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def assert_adds_up() -> None:
    assert [check for check in all_checks() if not check.holds] == []


def other_articles(market: Market, product: Product, pieces: int = 1) -> NewOrder:
    rows = sync_cart(market.partner.owner_id, market.partner.pk, [CartItem(product.pk, None, pieces)])
    return market.new_order(cart_line_ids=tuple(row.id for row in rows))


def test_more_pieces_are_priced_and_promised(market: Market) -> None:
    order = market.order()
    ParcelMoney.objects.update(courier_logo="another-courier.svg")
    edited(market, order, quantity=3)
    stored = as_stored(order)
    assert (stored.goods_rp, stored.piece_count) == (150_000, 3)
    assert ParcelMoney.objects.get().courier_logo == stored.service.courier.image_path
    assert stored.total_rp == 150_000 + stored.shipping_rp
    assert stored.number == order.number
    assert (stored.edited_by_label, stored.edits) == (market.partner.owner.username, 1)
    assert stored.edited_at
    assert stored.lines.get().quantity == 3
    assert market.stock.reserved == 3
    assert ParcelMoney.objects.get().net_rp == stored.net_rp
    assert not CartLine.objects.exists()
    assert_adds_up()


def test_an_order_keeps_what_it_has_of_the_last_pieces(market: Market) -> None:
    order = market.order(quantity=10)
    edited(market, order, quantity=9, recipient=recipient(name="Ayu Baru"))
    assert market.stock.reserved == 9
    with pytest.raises(OutOfStock):
        edited(market, order, quantity=11)
    assert market.stock.reserved == 9
    assert as_stored(order).recipient_name == "Ayu Baru"


def test_other_articles_take_the_place(market: Market) -> None:
    order = market.order()
    scarf = make_product(market.partner, plain_draft("Pashmina"))
    edit_order(OrderEdit(order_id=order.pk, new=other_articles(market, scarf)))
    assert [line.product_name for line in as_stored(order).lines.all()] == ["Pashmina"]
    assert market.stock.reserved == 0
    assert Stock.objects.get(variant__product=scarf).reserved == 1
    assert_adds_up()


def test_only_the_address_moves_no_stock(market: Market) -> None:
    order = market.order()
    edited(market, order, recipient=recipient(address_line="Jl. Mawar No. 7, RT 02 RW 03"))
    stored = as_stored(order)
    assert stored.address_line == "Jl. Mawar No. 7, RT 02 RW 03"
    assert stored.stock_reference == order.number
    assert stored.customer.address_line == stored.address_line


def test_the_pieces_follow_to_another_warehouse(market: Market, siti_second_warehouse: Warehouse) -> None:
    order = market.order()
    Stock.objects.create(variant=market.variant, warehouse=siti_second_warehouse, on_hand=5)
    edited(market, order, warehouse_id=siti_second_warehouse.pk)
    there = Stock.objects.get(variant=market.variant, warehouse=siti_second_warehouse)
    assert (market.stock.reserved, there.reserved) == (0, 2)
    assert as_stored(order).origin_code == siti_second_warehouse.origin_code


def test_the_hold_follows(market: Market) -> None:
    fund(market.partner, 20_000)
    order = market.transfer_order()
    assert purse(market.partner) == (11_000, 9_000, 0)
    edited(market, order)
    assert purse(market.partner) == (20_000, 0, 0)
    assert as_stored(order).cod_fee_rp > 0
    edited(market, order, wishes=TRANSFER)
    assert purse(market.partner) == (11_000, 9_000, 0)
    assert_adds_up()


def test_a_hold_that_is_not_covered_changes_nothing(market: Market) -> None:
    order = market.order()
    with pytest.raises(BalanceTooLow):
        edited(market, order, wishes=TRANSFER, quantity=5)
    assert as_stored(order).is_cod
    assert market.stock.reserved == 2
    assert CartLine.objects.count() == 1
    assert not order.history.filter(kind="edit").exists()


def test_what_was_changed_is_told(market: Market) -> None:
    order = market.order()
    edited(market, order, quantity=3, recipient=recipient(name="Ayu Baru"))
    row = order.history.get(kind="edit")
    assert row.note == "penerima, barang, total Rp 112.000 menjadi Rp 162.000"
    entry = AuditEntry.objects.get(action="order.edit")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["total_rp"], entry.after["total_rp"]) == (112_000, 162_000)
    assert entry.after["articles"][0]["quantity"] == 3


def test_the_same_values_again_change_nothing(market: Market) -> None:
    """As the second click of a double click: what it has seen is old, what it wants is there."""
    order = market.order()
    edited(market, order, quantity=3, seen_edits=0)
    edited(market, order, quantity=3, seen_edits=0)
    assert as_stored(order).edits == 1
    assert order.history.filter(kind="edit").count() == 1


def test_an_order_that_was_edited_meanwhile(market: Market) -> None:
    order = market.order()
    edited(market, order, quantity=3)
    with pytest.raises(OrderChanged):
        edited(market, order, quantity=4, seen_edits=0)
    assert market.stock.reserved == 3
    edited(market, order, quantity=4, seen_edits=1)
    assert as_stored(order).edits == 2
    assert market.stock.reserved == 4
    assert_adds_up()


def test_once_a_pickup_was_asked_it_is_too_late(market: Market) -> None:
    order = market.ask_pickup(market.order())
    with pytest.raises(OrderNotChangeable):
        edited(market, order, quantity=3)


def test_deleted_and_foreign_orders_are_not_there(market: Market) -> None:
    order = market.order()
    new = replace(market.new_order(), partner_id=market.partner.pk + 1)
    with pytest.raises(OrderNotFound):
        edit_order(OrderEdit(order_id=order.pk, new=new))
    delete_order(market.partner.pk, order.pk, actor=market.actor)
    with pytest.raises(OrderNotFound):
        edited(market, order)


def test_another_total_than_the_seller_saw(market: Market) -> None:
    order = market.order()
    with pytest.raises(PriceChanged):
        edited(market, order, quantity=3, expected_total_rp=112_000)


def test_edited_pieces_leave_and_come_home(market: Market) -> None:
    """Every later move of the stock finds the pieces of the last edit."""
    order = market.order()
    edited(market, order, quantity=3)
    packed = market.packed(as_stored(order))
    move_parcel(market, packed, "picked_up")
    assert (market.stock.on_hand, market.stock.reserved) == (7, 0)
    assert_adds_up()


def test_deleting_an_edited_order_frees_its_pieces(market: Market) -> None:
    order = market.order()
    edited(market, order, quantity=3)
    delete_order(market.partner.pk, order.pk, actor=market.actor)
    assert market.stock.reserved == 0
    assert_adds_up()


def test_who_sold_it_stays_after_leaving_the_list(market: Market) -> None:
    name = save_sales_admin("Melati", partner_id=market.partner.pk)
    order = market.order(sales_admin_id=name.pk)
    delete_sales_admin(name.pk, partner_id=market.partner.pk)
    edited(market, order, quantity=3, sales_admin_id=name.pk)
    assert as_stored(order).sales_admin_id == name.pk


def test_a_rejected_parcel_can_be_put_right(market: Market) -> None:
    order = market.order()
    Order.objects.filter(pk=order.pk).update(booking_note="alamat terlalu pendek")
    edited(market, order, recipient=recipient(address_line="Jl. Mawar No. 7, RT 02 RW 03"))
    assert as_stored(order).booking_note == ""


def test_the_address_it_leaves_from_is_gone(market: Market, siti_second_warehouse: Warehouse) -> None:
    order = market.order()
    delete_warehouse(siti_second_warehouse.pk, partner_id=market.partner.pk)
    with pytest.raises(NoSuchWarehouse):
        edited(market, order, warehouse_id=siti_second_warehouse.pk)
