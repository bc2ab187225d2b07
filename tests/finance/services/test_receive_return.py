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
    receive_return,
    start_return,
)
from finance.states import EntryKind, ParcelStage
from komship.lib import clock
from tests.factories.finance import balance, cod_terms, fund, purse, shipped, transfer_terms


def receive(reference: str = "KOM1") -> ParcelMoney:
    return receive_return(reference, received_at=clock.now())


def test_cod_pays_the_way_out(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    start_return("KOM1")

    receive()

    assert purse(siti_partner) == (-10_500, 0, 0)
    assert (balance(chart.SHIPPING_REVENUE), balance(chart.CASHBACK_EXPENSE)) == (14_000, -3_500)
    assert balance(chart.COD_FEE_REVENUE) == balance(chart.VAT_OUTPUT) == 0
    assert five_numbers(siti_partner.pk).expected_return_cost_rp == 0


def test_the_way_back_is_discounted(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner, return_leg_rp=14_000, return_discount_bp=7_500))

    receive()

    assert purse(siti_partner) == (-14_000, 0, 0)
    assert balance(chart.RETURN_REVENUE) == 3_500


def test_a_transfer_pays_the_way_back_only(siti_partner: Partner) -> None:
    fund(siti_partner, 20_000)
    shipped(transfer_terms(siti_partner, return_leg_rp=14_000, return_discount_bp=7_500))

    receive("KOM2")

    assert purse(siti_partner) == (6_000, 0, 0)


def test_a_free_way_back_posts_nothing_for_a_transfer(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    shipped(transfer_terms(siti_partner))

    receive("KOM2")

    assert not Entry.objects.filter(kind=EntryKind.RETURN_CHARGE).exists()


def test_told_again_it_is_charged_once(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    receive()
    receive()

    assert purse(siti_partner) == (-10_500, 0, 0)


def test_a_delivery_that_was_a_return_is_reversed_in_full(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())

    parcel = receive()

    kinds = [(entry.kind, entry.reverses_id is None) for entry in Entry.objects.order_by("id")]
    assert kinds == [("cod_settlement", True), ("cod_settlement", False), ("return_charge", True)]
    assert purse(siti_partner) == (-10_500, 0, 0)
    assert balance(chart.COD_RECEIVABLE) == 0
    assert (parcel.stage, parcel.delivered_at) == (ParcelStage.RETURNED, None)


def test_out_of_the_blue_everything_before_is_implied(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_parcel(transfer_terms(siti_partner))

    receive("KOM2")

    assert purse(siti_partner) == (0, 0, 0)
    assert balance(chart.SHIPPING_REVENUE) == 14_000


def test_a_return_that_never_came_is_taken_back(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    receive()
    lose_parcel("KOM1", kind=ParcelStage.LOST)

    assert purse(siti_partner) == (0, 0, 0)


def test_a_returned_parcel_is_not_cancelled(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    receive()

    with pytest.raises(StageRefused):
        cancel_parcel("KOM1")
