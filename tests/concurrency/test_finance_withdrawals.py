"""Fifty hands on one balance, two people on one request. Each with a control."""

import threading
from functools import partial

import pytest
from django.db import transaction

from accounts.models import Partner, User
from finance import chart
from finance.errors import WithdrawalOpen
from finance.models import Account, Withdrawal
from finance.services import approve_withdrawal, request_withdrawal
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind, WithdrawalStatus
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.finance import (
    assert_proven,
    confirm_pin,
    fund,
    make_bank_account,
    make_withdrawal,
    owner_of,
    purse,
)

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 50
BALANCE_RP = 100_000
ASKED_RP = 60_000


@pytest.fixture
def siti() -> Partner:
    partner = make_shop("siti").partner
    fund(partner, BALANCE_RP)
    confirm_pin(partner)
    return partner


def test_fifty_withdrawals_from_one_balance(siti: Partner) -> None:
    account = make_bank_account(siti)

    def ask() -> str:
        try:
            request_withdrawal(siti.pk, actor=owner_of(siti), bank_account_id=account.pk, amount_rp=ASKED_RP)
        except WithdrawalOpen as refused:
            return refused.code
        return "asked"

    outcomes = at_once([ask] * HANDS)

    assert outcomes == {"asked": 1, "withdrawal_open": HANDS - 1}
    assert purse(siti) == (BALANCE_RP - ASKED_RP, 0, ASKED_RP)
    assert_proven()


def test_control_fifty_who_look_before_they_lock_all_take_it(siti: Partner) -> None:
    all_have_looked = threading.Barrier(HANDS)
    available = chart.seller_available(siti.pk)

    def ask_carelessly(number: int) -> str:
        with transaction.atomic():
            if Account.objects.balance_of(available) < ASKED_RP:
                return "refused"
            all_have_looked.wait(timeout=30)
            lines = [debit(available, ASKED_RP), credit(chart.seller_withdrawing(siti.pk), ASKED_RP)]
            post_entry(Draft(EntryKind.WITHDRAWAL, f"careless-{number}", lines))
        return "asked"

    outcomes = at_once([partial(ask_carelessly, number) for number in range(HANDS)])

    assert outcomes == {"asked": HANDS}
    assert purse(siti)[0] == BALANCE_RP - HANDS * ASKED_RP


@pytest.fixture
def people() -> list[Actor]:
    staff = [User.objects.create(username=name, email=f"{name}@example.com") for name in ("wati", "dewi")]
    return [Actor(user_id=person.pk, label=person.username, channel="admin") for person in staff]


def test_two_people_approve_and_one_has(siti: Partner, people: list[Actor]) -> None:
    withdrawal = make_withdrawal(siti)

    def approve(person: Actor) -> str:
        try:
            approve_withdrawal(withdrawal.pk, actor=person)
        except StaleState:
            return "too late"
        return person.label

    outcomes = at_once([partial(approve, person) for person in people * 5])

    withdrawal.refresh_from_db()
    (winner,) = set(outcomes) - {"too late"}
    assert outcomes == {winner: 1, "too late": 9}
    assert withdrawal.approved_by is not None
    assert withdrawal.approved_by.username == winner
    audited = AuditEntry.objects.filter(action="finance.withdrawal_approved")
    assert [row.user_id for row in audited] == [withdrawal.approved_by_id]


def test_control_without_the_lock_both_have_approved(siti: Partner, people: list[Actor]) -> None:
    withdrawal = make_withdrawal(siti)
    both_have_looked = threading.Barrier(2)

    def approve_carelessly(person: Actor) -> str:
        with transaction.atomic():
            found = Withdrawal.objects.get(pk=withdrawal.pk)
            both_have_looked.wait(timeout=30)
            if found.status != WithdrawalStatus.REQUESTED:
                return "too late"
            values = {"status": WithdrawalStatus.APPROVED, "approved_by_id": person.user_id}
            Withdrawal.objects.filter(pk=found.pk).update(**values)
        return person.label

    outcomes = at_once([partial(approve_carelessly, person) for person in people])

    assert outcomes == {"wati": 1, "dewi": 1}
