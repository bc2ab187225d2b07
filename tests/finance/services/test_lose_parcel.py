import pytest

from accounts.models import Partner
from finance.models import Entry
from finance.selectors.balances import five_numbers
from finance.services import deliver_parcel, lose_parcel
from finance.states import ParcelStage
from komship.lib import clock
from tests.factories.finance import cod_terms, fund, purse, shipped, transfer_terms


@pytest.mark.parametrize("kind", [ParcelStage.LOST, ParcelStage.DAMAGED])
def test_only_the_stage_changes(siti_partner: Partner, kind: ParcelStage) -> None:
    shipped(cod_terms(siti_partner))

    assert lose_parcel("KOM1", kind=kind).stage == kind
    assert not Entry.objects.exists()
    assert five_numbers(siti_partner.pk).pending_rp == 0


def test_a_word_will_do(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))

    assert lose_parcel("KOM1", kind="lost").stage == ParcelStage.LOST


def test_shipping_of_a_transfer_stays_captured(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    shipped(transfer_terms(siti_partner))
    lose_parcel("KOM2", kind=ParcelStage.LOST)

    assert purse(siti_partner) == (0, 0, 0)


def test_a_delivery_that_was_a_loss_is_reversed(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    lose_parcel("KOM1", kind=ParcelStage.DAMAGED)

    assert purse(siti_partner) == (0, 0, 0)


def test_nothing_else_is_a_loss(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))

    with pytest.raises(ValueError, match="lost or damaged"):
        lose_parcel("KOM1", kind=ParcelStage.CANCELLED)
