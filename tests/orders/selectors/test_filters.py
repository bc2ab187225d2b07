from datetime import timedelta
from typing import Any

from komship.lib import clock
from orders.models import Order
from orders.selectors.filters import OrderFilters, filter_orders, search_orders
from orders.selectors.rows import orders_of
from products.models import Product
from tests.factories.orders import Market
from tests.orders.shelf import Shelf, order_of_two_gowns

A_DAY = timedelta(days=1)


def found(shelf: Shelf, **filters: Any) -> str:
    orders = filter_orders(shelf.partner_id, OrderFilters(**filters))
    return shelf.names([order.number for order in orders])


def searched(shelf: Shelf, text: str) -> str:
    orders = search_orders(orders_of(shelf.partner_id), text, partner_id=shelf.partner_id)
    return shelf.names([order.number for order in orders])


def test_every_filter(shelf: Shelf) -> None:
    today, market = clock.today(), shelf.market
    assert found(shelf) == "abc"
    assert found(shelf, statuses=["created"]) == "ab"
    assert found(shelf, statuses=["created", "shipped"]) == "abc"
    assert found(shelf, methods=["bank_transfer"]) == "b"
    assert found(shelf, couriers=["JNE"]) == "abc"
    assert found(shelf, couriers=["SAP"]) == ""
    assert found(shelf, order_ids=[shelf.ayu.pk, shelf.citra.pk, 999_999]) == "ac"
    assert found(shelf, first_on=today, last_on=today) == "abc"
    assert found(shelf, first_on=today + A_DAY) == ""
    assert found(shelf, last_on=today - A_DAY) == ""
    assert found(shelf, warehouse_id=market.warehouse.pk) == "abc"
    assert found(shelf, warehouse_id=999_999) == ""
    assert found(shelf, product_name="jilbab segi EMPAT") == "abc"
    assert found(shelf, product_name="jilbab") == ""
    assert found(shelf, product_id=market.product.pk) == "abc"
    assert found(shelf, product_id=999_999) == ""


def test_filters_combine(shelf: Shelf) -> None:
    assert found(shelf, methods=["cod"], statuses=["created"]) == "a"
    assert found(shelf, methods=["cod"], search="bimo") == ""


def test_problems_and_returns(shelf: Shelf) -> None:
    Order.objects.filter(pk=shelf.ayu.pk).update(is_problem=True, return_state=1)
    assert found(shelf, is_problem=True) == "a"
    assert found(shelf, is_problem=False) == "bc"
    assert found(shelf, return_state=1) == "a"
    assert found(shelf, return_state=0) == "bc"


def test_an_order_with_two_matching_lines_is_there_once(market: Market) -> None:
    order = order_of_two_gowns(market)
    product_id = order.lines.all()[0].product_id
    filters = OrderFilters(product_id=product_id, product_name="Gamis Polos")
    assert [row.pk for row in filter_orders(market.partner.pk, filters)] == [order.pk]


def test_an_article_is_found_by_the_name_it_bears_today(shelf: Shelf) -> None:
    Product.objects.filter(pk=shelf.market.product.pk).update(name="Jilbab Baru")
    assert found(shelf, product_name="jilbab baru") == "abc"
    assert found(shelf, product_name="jilbab segi empat") == ""


NAMES = [
    ("ayu", "a"),
    ("LEST", "a"),
    ("wij bimo", "b"),
    ("sakti  wijaya", "b"),
    ("d'angelo", "c"),
    ("imo", ""),
    ("ayu bimo", ""),
]


def test_names_by_the_beginnings_of_words(shelf: Shelf) -> None:
    assert [(text, searched(shelf, text)) for text, _ in NAMES] == NAMES
    assert [(text, found(shelf, recipient_name=text)) for text, _ in NAMES] == NAMES


PHONES = [
    ("081311116222", "b"),
    ("+62 813-1111-6222", "b"),
    ("6281311116222", "b"),
    ("81311116222", "b"),
    ("6222", "b"),
    ("0000 4321", "c"),
    ("00004321", "c"),
    ("0000", ""),
    ("00000000", ""),
    ("9999999999", ""),
]


def test_phones_whole_or_by_their_end(shelf: Shelf) -> None:
    assert [(text, searched(shelf, text)) for text, _ in PHONES] == PHONES


def test_numbers_and_airway_bills(shelf: Shelf) -> None:
    assert shelf.citra.shipment is not None
    awb = shelf.citra.shipment.awb or ""
    assert searched(shelf, shelf.bimo.number) == "b"
    assert searched(shelf, f" {shelf.bimo.number.lower()} ") == "b"
    assert searched(shelf, shelf.bimo.number[:-4]) == searched(shelf, shelf.bimo.number[:9]) == "abc"
    assert searched(shelf, shelf.bimo.number[:8]) == ""
    assert searched(shelf, awb) == "c"
    assert searched(shelf, awb[-6:]) == "c"


ODD = ["%", "!!!", "& | !", "':*", "😀", "_", "a_b:*", "²²²²", "½", "\\", "a" * 500, "KOM", "(", "é ñ"]


def test_odd_texts_find_nothing_and_break_nothing(shelf: Shelf) -> None:
    assert [searched(shelf, text) for text in ODD] == [""] * len(ODD)


def test_blank_searches_are_no_filter(shelf: Shelf) -> None:
    assert found(shelf, search="  ") == "abc"


def test_strangers_find_nothing(shelf: Shelf, rina_partner: Any) -> None:
    for text in (shelf.ayu.number, "ayu", "6222"):
        stranger = rina_partner.pk
        assert not search_orders(orders_of(stranger), text, partner_id=stranger).exists()
