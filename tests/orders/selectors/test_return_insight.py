from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import Partner
from komship.lib import clock
from orders.risk import Level
from orders.selectors.return_insight import (
    CourierRecord,
    cash_couriers,
    city_records,
    insight_since,
    place_insight,
)
from shipping.models import Courier
from tests.factories.orders import Market, copy_orders
from tests.factories.shipping import place


def test_each_couriers_record_at_the_district_and_the_city(market: Market, rina_partner: Partner) -> None:
    order = market.packed()
    copy_orders(order, 8, status="delivered", partner=rina_partner)
    copy_orders(order, 2, status="returned")
    copy_orders(order, 4, status="delivered", destination=place("Antapani Kidul"))
    copy_orders(order, 1, status="returned", courier_name="SAP")
    copy_orders(order, 5, status="shipped")
    insight = place_insight(order.destination)
    assert insight.in_district == {"JNE": CourierRecord(10, 2), "SAP": CourierRecord(1, 1)}
    assert insight.in_city == {"JNE": CourierRecord(14, 2), "SAP": CourierRecord(1, 1)}
    assert city_records(" bandung ") == insight.in_city
    assert city_records("Atlantis") == {}


def test_old_parcels_say_little_about_today(market: Market) -> None:
    order = market.packed()
    copy_orders(order, 3, status="returned", ordered_on=insight_since() - timedelta(days=1))
    copy_orders(order, 1, status="delivered", ordered_on=insight_since())
    assert place_insight(order.destination).in_city == {"JNE": CourierRecord(1, 0)}


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2026, 11, 21), date(2026, 6, 21)),
        (date(2026, 3, 31), date(2025, 10, 28)),
        (date(2026, 5, 1), date(2025, 12, 1)),
    ],
)
def test_five_months_back(today: date, since: date) -> None:
    with time_machine.travel(clock.wib_moment(today), tick=False):
        assert insight_since() == since


def test_a_record_is_enough_from_ten_parcels() -> None:
    assert not CourierRecord(9, 9).is_enough
    record = CourierRecord(10, 1)
    assert (record.is_enough, record.returned_bp, record.level) == (True, 1_000, Level.NORMAL)


def test_who_collects_cash_there(market: Market) -> None:
    partner_id, bandung = market.partner.pk, place("Cihapit")
    assert "JNE" in cash_couriers(partner_id, bandung)
    bandung.tariff_code = "TTE10000"
    assert "JNE" not in cash_couriers(partner_id, bandung)
    bandung.tariff_code = ""
    assert cash_couriers(partner_id, bandung) == frozenset()


def test_a_closed_courier_collects_nothing(market: Market) -> None:
    Courier.objects.update(is_open=False)
    assert cash_couriers(market.partner.pk, place("Cihapit")) == frozenset()
