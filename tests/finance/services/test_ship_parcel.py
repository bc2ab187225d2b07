from datetime import UTC, datetime

import pytest

from accounts.models import Partner
from finance import chart
from finance.errors import StageRefused
from finance.models import Entry, ParcelMoney
from finance.selectors.balances import five_numbers
from finance.services import (
    cancel_parcel,
    deliver_parcel,
    lose_parcel,
    open_parcel,
    ship_parcel,
    start_return,
)
from finance.states import ParcelStage
from komship.lib import clock
from komship.lib.errors import NotFound
from tests.factories.finance import balance, cod_terms, fund, purse, shipped, transfer_terms


def test_cod_income_becomes_pending(siti_partner: Partner) -> None:
    open_parcel(cod_terms(siti_partner))
    assert five_numbers(siti_partner.pk).pending_rp == 0

    ship_parcel("KOM1")

    assert five_numbers(siti_partner.pk).pending_rp == 100_308
    assert not Entry.objects.exists()


def test_a_hold_is_captured_with_its_cashback(siti_partner: Partner) -> None:
    fund(siti_partner, 30_000)
    open_parcel(transfer_terms(siti_partner))

    ship_parcel("KOM2")

    assert purse(siti_partner) == (19_500, 0, 0)
    assert balance(chart.SHIPPING_REVENUE) == 14_000
    assert balance(chart.CASHBACK_EXPENSE) == -3_500


def test_twice_changes_nothing(siti_partner: Partner) -> None:
    fund(siti_partner, 30_000)
    open_parcel(transfer_terms(siti_partner))

    at = datetime(2026, 11, 1, tzinfo=UTC)
    ship_parcel("KOM2", shipped_at=at)
    ship_parcel("KOM2")

    assert purse(siti_partner) == (19_500, 0, 0)
    assert ParcelMoney.objects.get().shipped_at == at


@pytest.mark.parametrize("later", [start_return, lambda ref: deliver_parcel(ref, delivered_at=clock.now())])
def test_news_that_comes_too_late_changes_nothing(siti_partner: Partner, later: object) -> None:
    open_parcel(cod_terms(siti_partner))
    later("KOM1")  # type: ignore[operator]
    before = ParcelMoney.objects.get().stage

    assert ship_parcel("KOM1").stage == before


def test_a_cancelled_parcel_that_travels_is_charged_again(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_parcel(transfer_terms(siti_partner))
    cancel_parcel("KOM2")
    fund_spent = transfer_terms(siti_partner, "KOM3")
    open_parcel(fund_spent)
    assert purse(siti_partner) == (0, 10_500, 0)

    ship_parcel("KOM2")

    assert purse(siti_partner) == (-10_500, 10_500, 0)
    assert ParcelMoney.objects.get(reference="KOM2").stage == ParcelStage.IN_TRANSIT


def test_a_lost_parcel_that_is_found_travels_on(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    lose_parcel("KOM1", kind="lost")
    assert ship_parcel("KOM1").stage == ParcelStage.LOST

    ship_parcel("KOM1", is_correction=True)

    assert five_numbers(siti_partner.pk).pending_rp == 100_308


def test_a_delivered_parcel_is_not_on_the_road_by_any_correction(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    with pytest.raises(StageRefused):
        ship_parcel("KOM1", is_correction=True)


def test_an_unknown_parcel(db: None) -> None:
    with pytest.raises(NotFound):
        ship_parcel("KOM404")
