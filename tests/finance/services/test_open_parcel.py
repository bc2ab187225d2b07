import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from finance import chart
from finance.errors import BalanceTooLow, NegativeBalance, TermsChanged
from finance.models import Entry, ParcelMoney
from finance.services import open_parcel
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind, ParcelStage
from komship.lib.db import NotInTransaction
from tests.factories.finance import cod_terms, fund, purse, transfer_terms


def owe(partner: Partner, amount_rp: int) -> None:
    seller = chart.seller_available(partner.pk)
    post_entry(Draft(EntryKind.ADJUSTMENT, "owe", [debit(seller, amount_rp), credit(chart.BANK, amount_rp)]))


def test_cod_moves_nothing(siti_partner: Partner) -> None:
    parcel = open_parcel(cod_terms(siti_partner))

    assert (parcel.stage, parcel.terms()) == (ParcelStage.OPEN, cod_terms(siti_partner))
    assert not Entry.objects.exists()


def test_a_transfer_holds_shipping_after_cashback(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)

    open_parcel(transfer_terms(siti_partner))

    assert purse(siti_partner) == (0, 10_500, 0)
    hold = Entry.objects.get(kind=EntryKind.SHIPPING_CHARGE)
    assert (hold.reference, hold.idempotency_key) == ("KOM2", "parcel:KOM2:shipping_charge:1")


def test_a_transfer_that_is_not_covered_is_refused(siti_partner: Partner) -> None:
    fund(siti_partner, 10_499)

    with pytest.raises(BalanceTooLow):
        open_parcel(transfer_terms(siti_partner))


def test_a_seller_without_an_account_has_nothing(siti_partner: Partner) -> None:
    with pytest.raises(BalanceTooLow):
        open_parcel(transfer_terms(siti_partner))


@pytest.mark.parametrize("terms", [cod_terms, transfer_terms])
def test_who_owes_money_sends_nothing(siti_partner: Partner, terms: type) -> None:
    owe(siti_partner, 1)

    with pytest.raises(NegativeBalance):
        open_parcel(terms(siti_partner))
    assert not ParcelMoney.objects.exists()


def test_free_shipping_holds_nothing(siti_partner: Partner) -> None:
    open_parcel(transfer_terms(siti_partner, shipping_rp=0, cashback_rp=0))

    assert not Entry.objects.exists()


def test_again_with_the_same_terms_changes_nothing(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)

    first = open_parcel(transfer_terms(siti_partner))
    again = open_parcel(transfer_terms(siti_partner))

    assert again.pk == first.pk
    assert purse(siti_partner) == (0, 10_500, 0)


def test_again_with_other_terms_is_refused(siti_partner: Partner) -> None:
    open_parcel(cod_terms(siti_partner))

    with pytest.raises(TermsChanged):
        open_parcel(cod_terms(siti_partner, goods_rp=1_000))


def test_one_seller_does_not_pay_for_another(siti_partner: Partner, rina_partner: Partner) -> None:
    fund(rina_partner, 100_000)

    with pytest.raises(BalanceTooLow):
        open_parcel(transfer_terms(siti_partner))
    assert purse(rina_partner) == (100_000, 0, 0)


def test_few_queries(siti_partner: Partner, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    fund(siti_partner, 100_000)
    open_parcel(transfer_terms(siti_partner, "KOM8"))

    with django_assert_num_queries(3):
        open_parcel(cod_terms(siti_partner))
    with django_assert_num_queries(8):
        open_parcel(transfer_terms(siti_partner))


@pytest.mark.django_db(transaction=True)
def test_needs_a_transaction(siti_partner: Partner) -> None:
    with pytest.raises(NotInTransaction):
        open_parcel(cod_terms(siti_partner))
