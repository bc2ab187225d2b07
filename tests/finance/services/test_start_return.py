from accounts.models import Partner
from finance.models import Entry, ParcelMoney
from finance.selectors.balances import five_numbers
from finance.services import deliver_parcel, flag_parcel, open_parcel, receive_return, start_return
from finance.states import ParcelStage
from komship.lib import clock
from tests.factories.finance import cod_terms, fund, purse, shipped, transfer_terms


def test_nothing_is_posted_but_the_cost_is_expected(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))

    start_return("KOM1")

    numbers = five_numbers(siti_partner.pk)
    assert (numbers.pending_rp, numbers.expected_return_cost_rp, numbers.reserve_rp) == (0, 10_500, 10_500)
    assert not Entry.objects.exists()


def test_income_of_good_parcels_covers_the_reserve(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    shipped(cod_terms(siti_partner, "KOM3"))
    start_return("KOM1")
    assert five_numbers(siti_partner.pk).reserve_rp == 0

    flag_parcel("KOM3", is_problem=True)

    assert five_numbers(siti_partner.pk).reserve_rp == 10_500


def test_a_settlement_that_was_too_early_is_reversed(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())

    parcel = start_return("KOM1")

    assert purse(siti_partner) == (0, 0, 0)
    assert (parcel.stage, parcel.delivered_at) == (ParcelStage.RETURNING, None)


def test_after_the_return_arrived_it_is_too_late(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    receive_return("KOM1", received_at=clock.now())

    start_return("KOM1")

    assert ParcelMoney.objects.get().stage == ParcelStage.RETURNED
    assert purse(siti_partner) == (-10_500, 0, 0)


def test_straight_from_the_warehouse_shipping_is_captured(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_parcel(transfer_terms(siti_partner))

    start_return("KOM2")

    assert purse(siti_partner) == (0, 0, 0)
