"""Many hands on one balance: what is spent is never more than there was. Each with a control."""

import threading
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from accounts.models import Partner
from finance import chart
from finance.chart import AccountRef
from finance.errors import BalanceTooLow, WithdrawalOpen
from finance.models import Account, Entry, Withdrawal
from finance.services import cancel_parcel, open_parcel, record_top_up, request_withdrawal
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind
from komship.lib import clock
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.finance import (
    assert_proven,
    confirm_pin,
    fund,
    make_bank_account,
    owner_of,
    purse,
    transfer_terms,
)

pytestmark = pytest.mark.django_db(transaction=True)

SENDERS = 20
COVERED = 5
HOLD_RP = 10_500


@pytest.fixture
def siti() -> Partner:
    """Enough for five holds."""
    partner = make_shop("siti").partner
    fund(partner, COVERED * HOLD_RP)
    return partner


def hold(partner: Partner, reference: str) -> str:
    try:
        with transaction.atomic():
            open_parcel(transfer_terms(partner, reference))
    except BalanceTooLow:
        return "refused"
    return "held"


def withdraw(partner: Partner, bank_account_id: int, amount_rp: int) -> str:
    try:
        request_withdrawal(
            partner.pk, actor=owner_of(partner), bank_account_id=bank_account_id, amount_rp=amount_rp
        )
    except (BalanceTooLow, WithdrawalOpen) as refused:
        return refused.code
    return "asked"


def test_holds_stop_where_the_money_ends(siti: Partner) -> None:
    outcomes = at_once([partial(hold, siti, f"KOM{n}") for n in range(SENDERS)])

    assert outcomes == {"held": COVERED, "refused": SENDERS - COVERED}
    assert purse(siti) == (0, COVERED * HOLD_RP, 0)
    assert_proven()


def test_control_who_looks_before_the_lock_overdraws(siti: Partner) -> None:
    """The same holds with a balance that was read without a lock: all find enough, all spend it."""
    all_have_looked = threading.Barrier(SENDERS)
    available = chart.seller_available(siti.pk)

    def hold_carelessly(reference: str) -> str:
        with transaction.atomic():
            if Account.objects.balance_of(available) < HOLD_RP:
                return "refused"
            all_have_looked.wait(timeout=30)
            lines = [debit(available, HOLD_RP), credit(chart.seller_held(siti.pk), HOLD_RP)]
            post_entry(Draft(EntryKind.SHIPPING_CHARGE, reference, lines))
        return "held"

    outcomes = at_once([partial(hold_carelessly, f"KOM{n}") for n in range(SENDERS)])

    assert outcomes == {"held": SENDERS}
    assert purse(siti)[0] == (COVERED - SENDERS) * HOLD_RP


def test_one_of_many_withdrawals_is_taken(siti: Partner) -> None:
    account = make_bank_account(siti)
    confirm_pin(siti)

    outcomes = at_once([partial(withdraw, siti, account.pk, 30_000)] * SENDERS)

    assert outcomes == {"asked": 1, "withdrawal_open": SENDERS - 1}
    assert purse(siti) == (COVERED * HOLD_RP - 30_000, 0, 30_000)
    assert_proven()


def test_control_without_the_lock_both_requests_go_ahead(siti: Partner) -> None:
    """Both look for an open request and find none. Only the unique index stops one, with an error."""
    both_have_looked = threading.Barrier(2)
    account = make_bank_account(siti)

    def ask_carelessly(number: str) -> str:
        try:
            with transaction.atomic():
                if Withdrawal.objects.for_partner(siti.pk).open().exists():
                    return "withdrawal_open"
                both_have_looked.wait(timeout=30)
                Withdrawal.objects.create(
                    number=number,
                    partner=siti,
                    user_id=siti.owner_id,
                    bank_account=account,
                    amount_rp=30_000,
                    requested_at=clock.now(),
                    updated_at=clock.now(),
                )
        except IntegrityError:
            return "clash"
        return "asked"

    outcomes = at_once([partial(ask_carelessly, "WD1"), partial(ask_carelessly, "WD2")])

    assert outcomes == {"asked": 1, "clash": 1}


def test_holds_and_a_withdrawal_share_one_balance(siti: Partner) -> None:
    account = make_bank_account(siti)
    confirm_pin(siti)
    everything = COVERED * HOLD_RP

    holds = [partial(hold, siti, f"KOM{n}") for n in range(SENDERS)]
    outcomes = at_once([*holds, partial(withdraw, siti, account.pk, everything)])

    available_rp, held_rp, withdrawing_rp = purse(siti)
    assert (available_rp, held_rp + withdrawing_rp) == (0, everything)
    assert outcomes["held"] in (0, COVERED)
    assert_proven()


def test_a_callback_that_repeats_is_credited_once() -> None:
    siti = make_shop("siti").partner

    def callback() -> str:
        with transaction.atomic():
            return str(record_top_up(siti.pk, amount_rp=50_000, reference="INV-1").pk)

    outcomes = at_once([callback] * SENDERS)

    assert list(outcomes.values()) == [SENDERS]
    assert purse(siti) == (50_000, 0, 0)
    assert Entry.objects.count() == 1


def test_holding_and_cancelling_at_once_adds_up(siti: Partner) -> None:
    for number in range(COVERED):
        hold(siti, f"OLD{number}")

    def cancel(reference: str) -> str:
        with transaction.atomic():
            cancel_parcel(reference)
        return "cancelled"

    cancels = [partial(cancel, f"OLD{n}") for n in range(COVERED)]
    outcomes = at_once([*cancels * 2, *(partial(hold, siti, f"NEW{n}") for n in range(COVERED))])

    assert outcomes["cancelled"] == 2 * COVERED
    assert purse(siti) == ((COVERED - outcomes["held"]) * HOLD_RP, outcomes["held"] * HOLD_RP, 0)
    assert_proven()


def swap(first: AccountRef, second: AccountRef, key: str) -> str:
    for round_ in range(20):
        lines = [debit(first, 1), credit(second, 1)]
        with transaction.atomic():
            post_entry(Draft(EntryKind.ADJUSTMENT, f"{key}-{round_}", lines))
    return "done"


def test_accounts_named_in_any_order_never_deadlock(siti: Partner) -> None:
    rina = make_shop("rina").partner
    fund(rina, 1_000)
    one, other = chart.seller_available(siti.pk), chart.seller_available(rina.pk)

    outcomes = at_once([partial(swap, one, other, "a"), partial(swap, other, one, "b")])

    assert outcomes == {"done": 2}
    assert_proven()


def test_control_locks_in_the_callers_order_deadlock(siti: Partner) -> None:
    rina = make_shop("rina").partner
    fund(rina, 1_000)
    codes = [chart.seller_available(partner.pk).code for partner in (siti, rina)]
    each_holds_one = threading.Barrier(2)

    def lock_as_told(order: list[str]) -> str:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for code in order:
                    cursor.execute("SELECT 1 FROM finance_account WHERE code = %s FOR NO KEY UPDATE", [code])
                    if code == order[0]:
                        each_holds_one.wait(timeout=30)
        except OperationalError:
            return "deadlock"
        return "done"

    outcomes = at_once([partial(lock_as_told, codes), partial(lock_as_told, codes[::-1])])

    assert outcomes == {"done": 1, "deadlock": 1}
