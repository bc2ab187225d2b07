from datetime import date, timedelta

from accounts.models import Partner
from komship.lib import clock
from orders.models import Customer, Order
from orders.selectors.contact_growth import contact_growth
from orders.selectors.customer_areas import Outcome, area_outcomes, customer_areas
from tests.factories.orders import copy_orders
from tests.factories.shipping import place
from tests.orders.shelf import Shelf


def test_buyers_by_province_and_city(shelf: Shelf, rina_partner: Partner) -> None:
    Customer.objects.filter(pk=shelf.bimo.customer_id).update(destination=place("Sokaraja Kidul"))
    areas = customer_areas(shelf.partner_id)
    assert areas.total == 3
    assert [(row.name, row.customers, row.share_bp) for row in areas.provinces] == [
        ("Jawa Barat", 2, 6_667),
        ("Jawa Tengah", 1, 3_333),
    ]
    assert [(row.name, row.province) for row in areas.cities] == [
        ("Bandung", "Jawa Barat"),
        ("Banyumas", "Jawa Tengah"),
    ]
    assert customer_areas(rina_partner.pk).total == 0


def test_only_who_has_ordered_since(shelf: Shelf) -> None:
    long_ago = clock.now() - timedelta(days=60)
    Customer.objects.filter(pk=shelf.ayu.customer_id).update(last_ordered_at=long_ago)
    assert customer_areas(shelf.partner_id, since=clock.today()).total == 2


def test_how_her_parcels_end_there(shelf: Shelf) -> None:
    copy_orders(shelf.citra, 9, status="delivered")
    copy_orders(shelf.citra, 3, status="returned")
    copy_orders(shelf.citra, 2, status="returned", ordered_on=clock.today() - timedelta(days=200))
    outcomes = area_outcomes(shelf.partner_id)
    assert outcomes == {("Jawa Barat", "Bandung"): Outcome(9, 3)}
    areas = customer_areas(shelf.partner_id, outcomes=outcomes)
    assert areas.provinces[0].outcome.returned_bp == areas.cities[0].outcome.returned_bp == 2_500


def test_a_few_parcels_say_nothing() -> None:
    assert Outcome(8, 1).returned_bp is None
    assert Outcome(9, 1).returned_bp == 1_000


def test_new_buyers_month_by_month(shelf: Shelf) -> None:
    edge = clock.wib_moment(date(2025, 3, 1))
    Customer.objects.filter(pk=shelf.ayu.customer_id).update(created_at=edge)
    Customer.objects.filter(pk=shelf.bimo.customer_id).update(created_at=edge - timedelta(seconds=1))
    assert contact_growth(shelf.partner_id, 2025) == [0, 1, 1, *[0] * 9]
    assert sum(contact_growth(shelf.partner_id, clock.today().year)) == 1
    assert not Order.objects.filter(deleted_at__isnull=False).exists()
