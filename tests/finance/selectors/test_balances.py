from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from finance.selectors.balances import available_balance, balance_summary, five_numbers
from finance.services import deliver_parcel, flag_parcel, receive_return, start_return
from komship.lib import clock
from tests.factories.finance import (
    cod_terms,
    fund,
    make_withdrawal,
    open_in,
    purse,
    shipped,
    transfer_terms,
)


def busy(partner: Partner) -> None:
    """One parcel of each kind: pending, endangered, on its way back, delivered, returned, held, captured."""
    fund(partner, 40_000, reference=f"TOP-{partner.pk}")
    prefix = f"P{partner.pk}-"
    for number in (1, 2, 3, 4, 5):
        shipped(cod_terms(partner, f"{prefix}{number}"))
    flag_parcel(f"{prefix}2", is_problem=True)
    start_return(f"{prefix}3")
    deliver_parcel(f"{prefix}4", delivered_at=clock.now())
    receive_return(f"{prefix}5", received_at=clock.now())
    open_in(transfer_terms(partner, f"{prefix}6"))
    shipped(transfer_terms(partner, f"{prefix}7"))


def test_the_five_numbers(siti_partner: Partner, rina_partner: Partner) -> None:
    busy(siti_partner)
    busy(rina_partner)
    make_withdrawal(siti_partner, 30_000)

    numbers = five_numbers(siti_partner.pk)

    available_rp = 40_000 + 100_308 - 10_500 - 10_500 - 10_500
    assert (numbers.available_rp, numbers.held_rp, numbers.withdrawing_rp) == (available_rp, 10_500, 30_000)
    assert purse(siti_partner) == (available_rp, 10_500, 30_000)
    assert numbers.in_ledger_rp == available_rp + 40_500
    assert (numbers.pending_rp, numbers.pending_on_problem_rp) == (200_616, 100_308)
    assert (numbers.expected_income_rp, numbers.expected_return_cost_rp) == (100_308, 10_500)
    assert (numbers.reserve_rp, numbers.withdrawable_rp) == (0, available_rp)


def test_a_new_seller_has_nothing(siti_partner: Partner) -> None:
    numbers = five_numbers(siti_partner.pk)

    assert (numbers.in_ledger_rp, numbers.pending_rp, numbers.reserve_rp, numbers.withdrawable_rp) == (0,) * 4
    assert available_balance(siti_partner.pk) == 0


def test_the_summary(siti_partner: Partner) -> None:
    busy(siti_partner)

    summary = balance_summary(siti_partner.pk)

    assert summary.balance_rp == available_balance(siti_partner.pk)
    assert (summary.pending_rp, summary.pending_on_problem_rp) == (200_616, 100_308)
    # Delivered and returned COD; a transfer counts once it is delivered.
    assert summary.earned_cashback_rp == 7_000


def test_a_fixed_number_of_queries(
    siti_partner: Partner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    busy(siti_partner)
    with django_assert_num_queries(2):
        five_numbers(siti_partner.pk)
    with django_assert_num_queries(2):
        balance_summary(siti_partner.pk)
