from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from komship.lib import clock
from orders.models import Customer
from orders.selectors.customer_filters import CustomerFilters, Span, customers_of
from orders.selectors.customers import (
    RECENT,
    CustomerTable,
    customer_of_phone,
    exported_customers,
    found_customers,
    own_customer,
)
from tests.factories.orders import Market
from tests.factories.shipping import place
from tests.orders.shelf import Shelf, order_of_two_gowns


def names(shelf: Shelf, **filters: object) -> list[str]:
    """First names of who is found, in alphabetical order."""
    found = customers_of(shelf.partner_id, CustomerFilters(**filters))  # type: ignore[arg-type]
    return sorted(row.name.split()[0] for row in CustomerTable(found.order_by(*RECENT))[:50])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Ayu", "Bimo", "Citra"]),
        ("lestari", ["Ayu"]),
        ("estar", ["Ayu"]),
        ("WIJAYA bimo", ["Bimo"]),
        ("d'angelo", ["Citra"]),
        ("0813 1111", ["Bimo"]),
        ("+62 813-1111-6222", ["Bimo"]),
        ("00004321", ["Citra"]),
        ("4321", ["Ayu", "Citra"]),
        ("89876543210", ["Ayu"]),
        ("%", []),
        ("siapa", []),
    ],
)
def test_search_by_parts_of_names_and_numbers(shelf: Shelf, typed: str, found: list[str]) -> None:
    assert names(shelf, search=typed) == found


def test_filters_by_place(shelf: Shelf) -> None:
    elsewhere = place("Sokaraja Kidul")
    Customer.objects.filter(name__startswith="Bimo").update(destination=elsewhere)
    assert names(shelf, province=elsewhere.province) == ["Bimo"]
    assert names(shelf, area=f"{elsewhere.district.lower()} {elsewhere.city}") == ["Bimo"]
    assert names(shelf, province="Atlantis") == []


def test_filters_by_what_was_bought(shelf: Shelf) -> None:
    order_of_two_gowns(shelf.market)
    gown = shelf.ayu.customer.orders.latest("pk").lines.all()[0].product_name
    assert names(shelf, product_name=gown.upper()) == ["Ayu"]
    assert names(shelf, orders=Span(2)) == ["Ayu"]
    assert names(shelf, orders=Span(None, 1)) == ["Bimo", "Citra"]
    assert names(shelf, pieces=Span(3, 4)) == ["Ayu"]
    assert names(shelf, spent_rp=Span(None, 100)) == []


def test_buyers_of_others_stay_hers(shelf: Shelf, rina_partner: Partner) -> None:
    assert found_customers(rina_partner.pk, "") == []
    assert own_customer(rina_partner.pk, shelf.ayu.customer_id) is None
    assert customer_of_phone(rina_partner.pk, shelf.ayu.recipient_phone) is None
    assert list(exported_customers(rina_partner.pk, CustomerFilters(), limit=5)) == []


def test_who_ordered_last_comes_first(shelf: Shelf) -> None:
    Customer.objects.filter(pk=shelf.ayu.customer_id).update(last_ordered_at=clock.now() + timedelta(days=1))
    assert found_customers(shelf.partner_id, "")[0].id == shelf.ayu.customer_id
    assert len(found_customers(shelf.partner_id, "", limit=2)) == 2


def test_a_row_says_where_she_lives_and_what_she_bought(market: Market) -> None:
    order = market.order()
    row = own_customer(market.partner.pk, order.customer_id)
    assert row is not None
    assert (row.orders, row.pieces, row.spent_rp) == (1, 2, 112_000)
    assert (row.village, row.phone, row.destination_id) == ("Cihapit", "6289876543210", order.destination_id)
    assert row == customer_of_phone(market.partner.pk, "6289876543210")


def test_a_page_and_its_length_cost_three_queries(
    shelf: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        table = CustomerTable(customers_of(shelf.partner_id).order_by("-spent_rp", "-id"))
        assert len(table[:50]) == len(table) == 3
    assert table[0].id == table[:1][0].id


def test_the_export_is_bounded(shelf: Shelf) -> None:
    assert len(list(exported_customers(shelf.partner_id, CustomerFilters(), limit=2))) == 2
