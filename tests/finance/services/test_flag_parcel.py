from accounts.models import Partner
from finance.models import ParcelMoney
from finance.selectors.balances import five_numbers
from finance.services import flag_parcel, open_parcel, ship_parcel
from tests.factories.finance import cod_terms, shipped


def test_pending_money_is_endangered_and_cleared(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    shipped(cod_terms(siti_partner, "KOM3"))

    flag_parcel("KOM1", is_problem=True)
    numbers = five_numbers(siti_partner.pk)
    assert (numbers.pending_rp, numbers.pending_on_problem_rp) == (200_616, 100_308)
    assert numbers.expected_income_rp == 100_308

    flag_parcel("KOM1", is_problem=False)
    assert five_numbers(siti_partner.pk).pending_on_problem_rp == 0


def test_the_flag_may_come_before_the_shipping(siti_partner: Partner) -> None:
    open_parcel(cod_terms(siti_partner))
    flag_parcel("KOM1", is_problem=True)
    ship_parcel("KOM1")

    assert five_numbers(siti_partner.pk).pending_on_problem_rp == 100_308


def test_an_unknown_parcel_is_nothing_to_us(db: None) -> None:
    flag_parcel("KOM404", is_problem=True)

    assert not ParcelMoney.objects.exists()
