import pytest

from accounts.models import Partner
from finance import chart
from finance.errors import BalanceTooLow, NegativeBalance, TermsChanged
from finance.models import Entry, ParcelMoney
from finance.services import amend_parcel, cancel_parcel, open_parcel, ship_parcel
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind
from komship.lib.errors import NotFound
from tests.factories.finance import cod_terms, fund, purse, transfer_terms


@pytest.fixture
def held(siti_partner: Partner) -> Partner:
    """20000 in all, of which 10500 are held."""
    fund(siti_partner, 20_000)
    open_parcel(transfer_terms(siti_partner))
    return siti_partner


@pytest.mark.parametrize(("shipping_rp", "held_rp"), [(23_500, 20_000), (5_000, 1_500), (3_500, 0)])
def test_the_hold_follows(held: Partner, shipping_rp: int, held_rp: int) -> None:
    amend_parcel(transfer_terms(held, shipping_rp=shipping_rp))

    assert purse(held) == (20_000 - held_rp, held_rp, 0)
    assert ParcelMoney.objects.get().shipping_rp == shipping_rp


def test_a_higher_hold_that_is_not_covered_changes_nothing(held: Partner) -> None:
    from_before = purse(held)

    with pytest.raises(BalanceTooLow):
        amend_parcel(transfer_terms(held, shipping_rp=23_501))
    assert from_before == (9_500, 10_500, 0)


def test_a_lower_hold_is_taken_even_from_who_owes(held: Partner) -> None:
    seller = chart.seller_available(held.pk)
    post_entry(Draft(EntryKind.ADJUSTMENT, "owe", [debit(seller, 15_000), credit(chart.BANK, 15_000)]))

    amend_parcel(transfer_terms(held, shipping_rp=10_000))

    assert purse(held) == (-1_500, 6_500, 0)


def test_a_higher_hold_of_who_owes_asks_for_a_top_up(held: Partner) -> None:
    seller = chart.seller_available(held.pk)
    post_entry(Draft(EntryKind.ADJUSTMENT, "owe", [debit(seller, 15_000), credit(chart.BANK, 15_000)]))
    with pytest.raises(NegativeBalance):
        amend_parcel(transfer_terms(held, shipping_rp=23_500))


def test_to_cod_gives_the_hold_back_and_back_again_takes_it(held: Partner) -> None:
    amend_parcel(cod_terms(held, "KOM2"))
    assert purse(held) == (20_000, 0, 0)

    amend_parcel(transfer_terms(held))
    assert purse(held) == (9_500, 10_500, 0)
    ship_parcel("KOM2")
    assert purse(held) == (9_500, 0, 0)


def test_the_same_hold_is_left_alone(held: Partner) -> None:
    amend_parcel(transfer_terms(held, goods_rp=200_000))

    assert Entry.objects.filter(reference="KOM2").count() == 1
    assert ParcelMoney.objects.get().goods_rp == 200_000


def test_the_same_terms_again_change_nothing(held: Partner) -> None:
    amend_parcel(transfer_terms(held, shipping_rp=5_000))
    amend_parcel(transfer_terms(held, shipping_rp=5_000))

    assert purse(held) == (18_500, 1_500, 0)


def test_what_was_amended_can_be_cancelled(held: Partner) -> None:
    amend_parcel(transfer_terms(held, shipping_rp=5_000))
    cancel_parcel("KOM2")

    assert purse(held) == (20_000, 0, 0)


def test_a_parcel_that_left_keeps_its_terms(held: Partner) -> None:
    ship_parcel("KOM2")

    with pytest.raises(TermsChanged):
        amend_parcel(transfer_terms(held, shipping_rp=5_000))


def test_a_parcel_does_not_change_hands(held: Partner, rina_partner: Partner) -> None:
    with pytest.raises(TermsChanged):
        amend_parcel(transfer_terms(rina_partner))


def test_an_unknown_parcel(siti_partner: Partner) -> None:
    with pytest.raises(NotFound):
        amend_parcel(cod_terms(siti_partner))
