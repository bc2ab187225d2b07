from datetime import timedelta

from accounts.models import Partner
from finance.models import ParcelMoney, Withdrawal
from finance.risk import Ratio, Risk
from finance.selectors.withdrawal_review import withdrawal_figures, withdrawal_for_ops
from finance.selectors.withdrawal_risks import parcel_habits, withdrawal_risks
from finance.services import complete_withdrawal, deliver_parcel, flag_parcel
from komship.lib import clock
from tests.factories.finance import (
    WATI,
    cod_terms,
    make_approved,
    make_bank_account,
    make_withdrawal,
    owe,
    shipped,
)
from tests.query_counts import QueryBudget


def risks(withdrawal: Withdrawal) -> list[Risk]:
    row = withdrawal_for_ops(withdrawal.pk)
    found = withdrawal_risks(withdrawal_figures(row), parcel_habits(row.partner_id))
    return [warned.risk for warned in found]


def test_habits_are_counted(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner, "KOM1"))
    shipped(cod_terms(siti_partner, "KOM2"))
    shipped(cod_terms(siti_partner, "KOM3"))
    flag_parcel("KOM1", is_problem=True)
    deliver_parcel("KOM3", delivered_at=clock.now())
    owe(siti_partner)

    habits = parcel_habits(siti_partner.pk)

    assert (habits.problems, habits.returns) == (Ratio(1, 2), Ratio(1, 2))
    assert habits.first_pickup_at == ParcelMoney.objects.earliest("shipped_at").shipped_at


def test_a_first_request_to_a_new_account_in_another_name(siti_partner: Partner) -> None:
    make_bank_account(siti_partner, account_name="BUDI SANTOSO")

    found = risks(make_withdrawal(siti_partner))

    assert found == [Risk.NEW_ACCOUNT, Risk.OTHER_NAME, Risk.FIRST_WITHDRAWAL]


def test_an_old_account_of_a_known_seller(siti_partner: Partner) -> None:
    account = make_bank_account(siti_partner, created_at=clock.now() - timedelta(days=30))
    complete_withdrawal(make_approved(siti_partner).pk, actor=WATI)

    assert risks(make_withdrawal(siti_partner)) == []
    type(account).objects.update(rests_until_at=clock.now())
    assert risks(Withdrawal.objects.latest("pk")) == [Risk.CHANGED_ACCOUNT]


def test_it_costs_the_queries_it_is_known_for(siti_partner: Partner, query_budget: QueryBudget) -> None:
    withdrawal = make_withdrawal(siti_partner)
    with query_budget("finance.withdrawal_risks"):
        risks(withdrawal)
