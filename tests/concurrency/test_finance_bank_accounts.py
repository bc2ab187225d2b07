"""Bank accounts that are added and chosen at the same moment."""

import threading
import time
from functools import partial
from importlib import import_module

import pytest
from django.db import IntegrityError, connection
from pytest_django import Settings

from accounts.errors import NotProven
from accounts.models import Partner
from finance.errors import AccountNumberTaken, BankAccountNotFound, DefaultAccountKept, TooManyAccounts
from finance.models import BankAccount
from finance.services import (
    BankAccountInput,
    add_bank_account,
    delete_bank_account,
    set_default_bank_account,
)
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.finance import confirm_pin, make_bank_account, owner_of, prove_bank_code

pytestmark = pytest.mark.django_db(transaction=True)

# The package's names of the same spelling are the functions.
ADDING = import_module("finance.services.add_bank_account")
CHOOSING = import_module("finance.services.set_default_bank_account")


@pytest.fixture(autouse=True)
def _nobody_to_ask(settings: Settings) -> None:
    settings.BANK_LOOKUP_BASE_URL = ""


@pytest.fixture
def shops() -> list[Partner]:
    partners = [make_shop(name).partner for name in ("siti", "rina")]
    for one in partners:
        prove_bank_code(one)
    return partners


def add(partner: Partner, number: str) -> str:
    # Names differ, so that only numbers can clash.
    data = BankAccountInput(bank="BCA", account_no=number, account_name=f"{partner.name} {number}")
    try:
        add_bank_account(partner.pk, data, actor=owner_of(partner))
    except (AccountNumberTaken, NotProven, TooManyAccounts) as refused:
        return refused.code
    return "added"


def test_one_number_goes_to_one_of_two_sellers(shops: list[Partner]) -> None:
    outcomes = at_once([partial(add, one, "0012300456") for one in shops])

    assert outcomes == {"added": 1, "account_number_taken": 1}


def test_control_without_the_numbers_lock_both_get_it(
    shops: list[Partner], monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_looked = threading.Barrier(2)
    monkeypatch.setattr(ADDING, "lock_number", lambda account: None)
    monkeypatch.setattr(ADDING, "spend_proof", lambda *args, **kwargs: both_have_looked.wait(timeout=30))

    outcomes = at_once([partial(add, one, "0012300456") for one in shops])

    assert outcomes == {"added": 2}


def test_one_code_adds_one_account(shops: list[Partner]) -> None:
    outcomes = at_once([partial(add, shops[0], f"1111222{n}") for n in range(4)])

    assert outcomes == {"added": 1, "not_proven": 3}


def test_the_seventh_is_refused_however_fast(shops: list[Partner], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ADDING, "spend_proof", lambda *args, **kwargs: None)
    for number in range(4):
        make_bank_account(shops[0], f"5556667{number}", is_default=number == 0, account_name=f"S{number}")

    outcomes = at_once([partial(add, shops[0], f"1111222{n}") for n in range(4)])

    assert outcomes == {"added": 2, "too_many_bank_accounts": 2}


def test_control_without_the_partners_lock_there_is_a_seventh(
    shops: list[Partner], monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_counted = threading.Barrier(2)
    monkeypatch.setattr(ADDING, "lock_bank_accounts", lambda partner_id: None)
    monkeypatch.setattr(ADDING, "spend_proof", lambda *args, **kwargs: both_have_counted.wait(timeout=30))
    for number in range(5):
        make_bank_account(shops[0], f"5556667{number}", is_default=number == 0, account_name=f"S{number}")

    outcomes = at_once([partial(add, shops[0], f"1111222{n}") for n in range(2)])

    assert outcomes == {"added": 2}
    assert BankAccount.objects.active().for_partner(shops[0].pk).count() == 7


def test_switches_of_the_default_follow_each_other(shops: list[Partner]) -> None:
    partner, actor = shops[0], owner_of(shops[0])
    rows = [make_bank_account(partner, f"5556667{n}", is_default=n == 0) for n in range(3)]

    def switch(row: BankAccount) -> str:
        for _ in range(5):
            set_default_bank_account(row.pk, partner_id=partner.pk, actor=actor)
        return "done"

    assert at_once([partial(switch, row) for row in rows * 2]) == {"done": 6}
    assert BankAccount.objects.for_partner(partner.pk).filter(is_default=True).count() == 1


def test_control_without_the_partners_lock_switches_clash(
    shops: list[Partner], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both clear the old mark, both set theirs; only the index stops one."""
    partner, actor = shops[0], owner_of(shops[0])
    rows = [make_bank_account(partner, f"5556667{n}", is_default=False) for n in range(2)]
    both_are_in = threading.Barrier(2)
    monkeypatch.setattr(CHOOSING, "lock_bank_accounts", lambda partner_id: both_are_in.wait(timeout=30))
    monkeypatch.setattr(CHOOSING, "record", lambda *args, **kwargs: wait_until_the_other_is_blocked())

    def switch(row: BankAccount) -> str:
        try:
            set_default_bank_account(row.pk, partner_id=partner.pk, actor=actor)
        except IntegrityError:
            return "clash"
        return "done"

    assert at_once([partial(switch, row) for row in rows]) == {"done": 1, "clash": 1}


def wait_until_the_other_is_blocked() -> None:
    """Keeps the transaction open until another one of this database waits for it."""
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _ in range(3_000):
            cursor.execute(waiting)
            if cursor.fetchone():
                return
            time.sleep(0.01)
    raise AssertionError("the other one never came")


def test_a_default_is_never_deleted(shops: list[Partner]) -> None:
    partner, actor = shops[0], owner_of(shops[0])
    confirm_pin(partner)
    make_bank_account(partner, "55566670")
    second = make_bank_account(partner, "55566671", is_default=False)

    def choose() -> str:
        try:
            set_default_bank_account(second.pk, partner_id=partner.pk, actor=actor)
        except BankAccountNotFound:
            return "too late"
        return "chosen"

    def delete() -> str:
        try:
            delete_bank_account(second.pk, partner_id=partner.pk, actor=actor)
        except DefaultAccountKept:
            return "kept"
        return "deleted"

    outcomes = at_once([choose, delete])

    assert set(outcomes) in ({"chosen", "kept"}, {"deleted", "too late"})
    assert BankAccount.objects.active().for_partner(partner.pk).filter(is_default=True).count() == 1
