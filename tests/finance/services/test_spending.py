"""KomPoints in a parcel's life: spent first, and given back as points."""

from accounts.models import Partner
from finance import chart
from finance.services import (
    amend_parcel,
    cancel_parcel,
    open_parcel,
    receive_return,
    ship_parcel,
    start_return,
)
from finance.services.reward_points import reward_points
from komship.lib import clock
from tests.factories.finance import balance, cod_terms, fund, purse, transfer_terms


def points(partner: Partner) -> int:
    return balance(chart.seller_points(partner.pk))


def test_a_hold_spends_points_first_and_a_cancel_returns_them(siti_partner: Partner) -> None:
    fund(siti_partner, 10_000)
    reward_points(siti_partner.pk, amount_rp=4_000, key="R")

    open_parcel(transfer_terms(siti_partner))
    assert (points(siti_partner), purse(siti_partner)) == (0, (3_500, 10_500, 0))
    cancel_parcel("KOM2")
    assert (points(siti_partner), purse(siti_partner)) == (4_000, (10_000, 0, 0))


def test_points_alone_open_a_parcel(siti_partner: Partner) -> None:
    reward_points(siti_partner.pk, amount_rp=10_500, key="R")

    open_parcel(transfer_terms(siti_partner))
    ship_parcel("KOM2")

    assert (points(siti_partner), purse(siti_partner)) == (0, (0, 0, 0))
    assert balance(chart.SHIPPING_REVENUE) == 14_000


def test_an_amended_hold_is_paid_anew(siti_partner: Partner) -> None:
    fund(siti_partner, 10_000)
    reward_points(siti_partner.pk, amount_rp=12_000, key="R")
    open_parcel(transfer_terms(siti_partner))
    assert points(siti_partner) == 1_500

    amend_parcel(transfer_terms(siti_partner, shipping_rp=20_000, cashback_rp=0))
    assert (points(siti_partner), purse(siti_partner)) == (0, (2_000, 20_000, 0))
    amend_parcel(transfer_terms(siti_partner, shipping_rp=5_000, cashback_rp=0))
    assert (points(siti_partner), purse(siti_partner)) == (7_000, (10_000, 5_000, 0))


def test_a_return_is_paid_with_points_first(siti_partner: Partner) -> None:
    reward_points(siti_partner.pk, amount_rp=4_000, key="R")
    open_parcel(cod_terms(siti_partner))
    ship_parcel("KOM1")
    start_return("KOM1")
    receive_return("KOM1", received_at=clock.now())

    assert (points(siti_partner), purse(siti_partner)) == (0, (-6_500, 0, 0))
    assert balance(chart.SHIPPING_REVENUE) == 14_000
