from datetime import timedelta

import pytest
import time_machine

from accounts.models import Partner
from finance import chart
from finance.errors import (
    AboveWithdrawalLimit,
    AmountTooSmall,
    BalanceTooLow,
    PartnerOnHold,
    PinRequired,
    UnknownBankAccount,
    WithdrawalOpen,
)
from finance.models import BankAccount, Entry, Withdrawal, WithdrawalHistory
from finance.selectors.balances import five_numbers
from finance.services import reject_withdrawal, request_withdrawal, start_return
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind
from komship.core.audit import SYSTEM
from komship.lib import clock
from tests.factories.finance import (
    WATI,
    cod_terms,
    confirm_pin,
    fund,
    make_bank_account,
    owner_of,
    purse,
    shipped,
)


@pytest.fixture
def siti_rich(siti_partner: Partner) -> Partner:
    """100000 available, a bank account, a PIN typed just now."""
    fund(siti_partner, 100_000)
    make_bank_account(siti_partner)
    confirm_pin(siti_partner)
    return siti_partner


def ask(partner: Partner, amount_rp: int, bank_account_id: int | None = None) -> Withdrawal:
    return request_withdrawal(
        partner.pk,
        actor=owner_of(partner),
        bank_account_id=bank_account_id or BankAccount.objects.get(partner=partner).pk,
        amount_rp=amount_rp,
        note="gajian",
    )


def test_money_moves_at_the_request(siti_rich: Partner) -> None:
    withdrawal = ask(siti_rich, 60_000)

    assert purse(siti_rich) == (40_000, 0, 60_000)
    assert (withdrawal.status, withdrawal.amount_rp, withdrawal.seller_note) == (
        "requested",
        60_000,
        "gajian",
    )
    assert (withdrawal.bank_name, withdrawal.account_no) == ("BCA", "0981238787")
    assert withdrawal.number == f"WD{clock.wib(withdrawal.requested_at):%y%m%d}{withdrawal.pk:06d}"
    entry = Entry.objects.get(reference=withdrawal.number)
    assert (entry.kind, entry.actor) == ("withdrawal", "siti")
    history = WithdrawalHistory.objects.get()
    assert (history.before, history.after, history.actor) == ("", "requested", "siti")


@pytest.mark.parametrize("amount_rp", [10_000, 100_000])
def test_from_the_minimum_to_everything(siti_rich: Partner, amount_rp: int) -> None:
    assert ask(siti_rich, amount_rp).amount_rp == amount_rp


def test_below_the_minimum(siti_rich: Partner) -> None:
    with pytest.raises(AmountTooSmall) as refused:
        ask(siti_rich, 9_999)
    assert "nominal" in refused.value.fields


def test_more_than_there_is(siti_rich: Partner) -> None:
    with pytest.raises(BalanceTooLow):
        ask(siti_rich, 100_001)
    assert not Withdrawal.objects.exists()


def test_the_reserve_stays(siti_rich: Partner) -> None:
    shipped(cod_terms(siti_rich))
    start_return("KOM1")
    assert five_numbers(siti_rich.pk).withdrawable_rp == 89_500

    with pytest.raises(AboveWithdrawalLimit) as refused:
        ask(siti_rich, 89_501)
    assert refused.value.details == {"maximum_rp": 89_500, "reserve_rp": 10_500}
    ask(siti_rich, 89_500)
    assert purse(siti_rich) == (10_500, 0, 89_500)


def test_one_at_a_time(siti_rich: Partner) -> None:
    first = ask(siti_rich, 20_000)

    with pytest.raises(WithdrawalOpen):
        ask(siti_rich, 20_000)
    reject_withdrawal(first.pk, actor=WATI, note="nama tidak cocok")
    ask(siti_rich, 20_000)


def test_a_pin_that_was_typed_long_ago_does_not_count(siti_rich: Partner) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=11)), pytest.raises(PinRequired):
        ask(siti_rich, 20_000)


def test_the_system_has_no_pin(siti_rich: Partner) -> None:
    with pytest.raises(PinRequired):
        request_withdrawal(siti_rich.pk, actor=SYSTEM, bank_account_id=1, amount_rp=20_000)


def test_somebody_elses_or_a_deleted_bank_account(siti_rich: Partner, rina_partner: Partner) -> None:
    foreign = make_bank_account(rina_partner)
    gone = make_bank_account(siti_rich, "555555", is_default=False, deleted_at=clock.now())

    for account in (foreign, gone):
        with pytest.raises(UnknownBankAccount):
            ask(siti_rich, 20_000, account.pk)


@pytest.mark.parametrize("status", ["on_hold", "fraudulent"])
def test_a_seller_on_hold_waits(siti_rich: Partner, status: str) -> None:
    Partner.objects.filter(pk=siti_rich.pk).update(status=status)

    with pytest.raises(PartnerOnHold):
        ask(siti_rich, 20_000)


def test_who_owes_money_has_nothing_to_withdraw(siti_rich: Partner) -> None:
    seller = chart.seller_available(siti_rich.pk)
    post_entry(Draft(EntryKind.ADJUSTMENT, "owe", [debit(seller, 150_000), credit(chart.BANK, 150_000)]))

    with pytest.raises(BalanceTooLow):
        ask(siti_rich, 10_000)
