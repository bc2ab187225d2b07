import pytest

from accounts.models import Partner
from finance.errors import StageRefused
from finance.models import Entry
from finance.services import cancel_parcel, open_parcel, ship_parcel
from finance.states import ParcelStage
from tests.factories.finance import cod_terms, fund, purse, transfer_terms


def test_the_hold_goes_back_as_a_refund(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_parcel(transfer_terms(siti_partner))

    cancel_parcel("KOM2")

    assert purse(siti_partner) == (10_500, 0, 0)
    refund = Entry.objects.latest("id")
    assert refund.kind == "shipping_refund"
    assert refund.reverses is not None
    assert refund.reverses.kind == "shipping_charge"


def test_cod_has_nothing_to_give_back(siti_partner: Partner) -> None:
    open_parcel(cod_terms(siti_partner))

    assert cancel_parcel("KOM1").stage == ParcelStage.CANCELLED
    assert not Entry.objects.exists()


def test_twice_changes_nothing(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_parcel(transfer_terms(siti_partner))
    cancel_parcel("KOM2")
    cancel_parcel("KOM2")

    assert purse(siti_partner) == (10_500, 0, 0)


def test_what_has_left_is_not_cancelled(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_parcel(transfer_terms(siti_partner))
    ship_parcel("KOM2")

    with pytest.raises(StageRefused):
        cancel_parcel("KOM2")
    assert purse(siti_partner) == (0, 0, 0)
