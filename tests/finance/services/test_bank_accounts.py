"""Adding, changing, deleting and choosing bank accounts, with the owner's name typed by the seller."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from pytest_django import Settings

from accounts.errors import NotProven
from accounts.models import OneTimeCode, Partner, Pin
from finance.errors import (
    AccountInDebt,
    AccountInUse,
    AccountNameTaken,
    AccountNumberMalformed,
    AccountNumberTaken,
    AccountResting,
    BankAccountNotFound,
    BankUnknown,
    DefaultAccountKept,
    OwnerNameMissing,
    PinRequired,
    TooManyAccounts,
)
from finance.models import BankAccount, BankInquiry
from finance.services import (
    BankAccountInput,
    add_bank_account,
    change_bank_account,
    delete_bank_account,
    request_withdrawal,
    set_default_bank_account,
)
from komship.core.drain import drain
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.errors import DomainError
from tests.factories.finance import (
    confirm_pin,
    fund,
    make_bank_account,
    make_withdrawal,
    owe,
    owner_of,
    prove_bank_code,
)


@pytest.fixture(autouse=True)
def _nobody_to_ask(settings: Settings) -> None:
    settings.BANK_LOOKUP_BASE_URL = ""


def typed(**changes: object) -> BankAccountInput:
    values: dict[str, object] = {"bank": "BCA", "account_no": "0012300456", "account_name": "Siti Aminah"}
    return BankAccountInput(**values | changes)  # type: ignore[arg-type]


def add(partner: Partner, **changes: object) -> BankAccount:
    """With PIN and code, as often as asked."""
    OneTimeCode.objects.all().delete()
    prove_bank_code(partner)
    return add_bank_account(partner.pk, typed(**changes), actor=owner_of(partner))


def change(partner: Partner, row: BankAccount, **changes: object) -> BankAccount:
    confirm_pin(partner)
    return change_bank_account(row.pk, typed(**changes), partner_id=partner.pk, actor=owner_of(partner))


def delete(partner: Partner, row: BankAccount) -> None:
    confirm_pin(partner)
    delete_bank_account(row.pk, partner_id=partner.pk, actor=owner_of(partner))


class TestAdd:
    def test_the_first_is_the_default_and_may_be_used_at_once(self, siti_partner: Partner) -> None:
        row = add(siti_partner, account_no=" 0012-300 456 ")

        assert (row.account_no, row.bank_name, row.is_default) == ("0012300456", "BCA", True)
        assert (row.rests_until_at, row.verified_at) == (None, None)
        entry = AuditEntry.objects.get(action="bank_account.added")
        assert entry.user_id == siti_partner.owner_id

    def test_later_ones_rest_for_a_day(self, siti_partner: Partner) -> None:
        add(siti_partner)
        fund(siti_partner, 100_000)

        row = add(siti_partner, account_no="99887766")

        assert not row.is_default
        ask = {"actor": owner_of(siti_partner), "bank_account_id": row.pk, "amount_rp": 20_000}
        with pytest.raises(AccountResting):
            request_withdrawal(siti_partner.pk, **ask)  # type: ignore[arg-type]
        with time_machine.travel(clock.now() + timedelta(hours=24, seconds=1)):
            confirm_pin(siti_partner)
            assert request_withdrawal(siti_partner.pk, **ask).pk  # type: ignore[arg-type]

    def test_deleting_the_first_does_not_make_the_next_one_first(self, siti_partner: Partner) -> None:
        first = add(siti_partner)
        add(siti_partner, account_no="99887766", is_default=True)
        delete(siti_partner, first)

        assert add(siti_partner).rests_until_at is not None

    def test_pin_and_code_are_asked_for(self, siti_partner: Partner) -> None:
        with pytest.raises(PinRequired):
            add_bank_account(siti_partner.pk, typed(), actor=owner_of(siti_partner))
        confirm_pin(siti_partner)
        with pytest.raises(NotProven):
            add_bank_account(siti_partner.pk, typed(), actor=owner_of(siti_partner))

        assert not BankAccount.objects.exists()

    def test_a_code_serves_one_account_and_survives_a_refusal(self, siti_partner: Partner) -> None:
        make_bank_account(siti_partner, "11112222")
        prove_bank_code(siti_partner)
        actor = owner_of(siti_partner)
        with pytest.raises(AccountNumberTaken):
            add_bank_account(siti_partner.pk, typed(account_no="11112222"), actor=actor)

        add_bank_account(siti_partner.pk, typed(), actor=actor)

        with pytest.raises(NotProven):
            add_bank_account(siti_partner.pk, typed(account_no="33334444"), actor=actor)

    @pytest.mark.parametrize(
        ("bad", "error"),
        [
            ({"bank": "BANKKU"}, BankUnknown),
            ({"account_no": "1234"}, AccountNumberMalformed),
            ({"account_no": "1" * 21}, AccountNumberMalformed),
            ({"account_no": "١٢٣٤٥٦"}, AccountNumberMalformed),
            ({"account_name": "  "}, OwnerNameMissing),
        ],
    )
    def test_bad_input(self, siti_partner: Partner, bad: dict[str, object], error: type[DomainError]) -> None:
        with pytest.raises(error):
            add(siti_partner, **bad)

    def test_six_at_most(self, siti_partner: Partner) -> None:
        for number in range(6):
            make_bank_account(siti_partner, f"5556667{number}", is_default=number == 0)

        with pytest.raises(TooManyAccounts):
            add(siti_partner)

    def test_nothing_is_written_about_questions_nobody_was_asked(self, siti_partner: Partner) -> None:
        add(siti_partner)

        assert not BankInquiry.objects.exists()

    def test_the_owner_is_told(self, siti_partner: Partner) -> None:
        add(siti_partner)

        drain()

        told = [message for message in mail.outbox if "…0456" in message.subject]
        assert [message.to for message in told] == [[siti_partner.owner.email]]
        assert "0012300456" not in f"{told[0].subject} {told[0].body}"


class TestOthers:
    def test_a_number_or_name_of_another_seller(self, siti_partner: Partner, rina_partner: Partner) -> None:
        make_bank_account(rina_partner, "0012300456", account_name="RINA")
        with pytest.raises(AccountNumberTaken):
            add(siti_partner)
        with pytest.raises(AccountNameTaken):
            add(siti_partner, account_no="99887766", account_name="rina")

        assert add(siti_partner, bank="BRI").pk

    def test_deleted_accounts_stand_in_nobodys_way(
        self, siti_partner: Partner, rina_partner: Partner
    ) -> None:
        make_bank_account(rina_partner, "0012300456", deleted_at=clock.now())

        assert add(siti_partner).pk

    def test_a_debtors_account_needs_a_reason(self, siti_partner: Partner, rina_partner: Partner) -> None:
        make_bank_account(rina_partner, "0012300456")
        debt_rp = owe(rina_partner)
        assert debt_rp < 0

        with pytest.raises(AccountInDebt) as refused:
            add(siti_partner)
        (debt,) = refused.value.debts
        assert (debt.user_id, debt.email, debt.balance_rp) == (
            rina_partner.owner_id,
            "r***@example.com",
            debt_rp,
        )

        assert add(siti_partner, note="Rekening bersama suami").note == "Rekening bersama suami"


class TestChange:
    def test_another_number_rests_and_a_new_name_does_not(self, siti_partner: Partner) -> None:
        row = add(siti_partner)

        same = change(siti_partner, row, account_name="Siti A.")
        assert (same.account_name, same.rests_until_at) == ("Siti A.", None)
        other = change(siti_partner, row, account_no="99887766")
        assert other.rests_until_at is not None
        assert (other.is_default, other.pk) == (True, row.pk)

    def test_the_default_mark_can_be_gained(self, siti_partner: Partner) -> None:
        first = add(siti_partner)
        second = add(siti_partner, account_no="99887766")

        change(siti_partner, second, account_no="99887766", is_default=True)
        change(siti_partner, second, account_no="99887766", is_default=False)

        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.is_default, second.is_default) == (False, True)

    def test_needs_the_pin_and_ones_own_account(self, siti_partner: Partner, rina_partner: Partner) -> None:
        row = make_bank_account(rina_partner)
        with pytest.raises(BankAccountNotFound):
            change(siti_partner, row)
        Pin.objects.all().delete()
        with pytest.raises(PinRequired):
            change_bank_account(row.pk, typed(), partner_id=rina_partner.pk, actor=owner_of(rina_partner))


class TestDelete:
    def test_keeps_the_row_for_the_past(self, siti_partner: Partner) -> None:
        add(siti_partner)
        second = add(siti_partner, account_no="99887766")

        delete(siti_partner, second)

        second.refresh_from_db()
        assert second.deleted_at is not None
        with pytest.raises(BankAccountNotFound):
            delete(siti_partner, second)

    def test_not_the_default(self, siti_partner: Partner) -> None:
        with pytest.raises(DefaultAccountKept):
            delete(siti_partner, add(siti_partner))

    def test_not_while_money_is_on_its_way(self, siti_partner: Partner) -> None:
        row = make_bank_account(siti_partner)
        make_withdrawal(siti_partner)
        other = add(siti_partner, account_no="99887766")
        set_default_bank_account(other.pk, partner_id=siti_partner.pk, actor=owner_of(siti_partner))

        with pytest.raises(AccountInUse):
            delete(siti_partner, row)


def test_choosing_the_default(siti_partner: Partner, rina_partner: Partner) -> None:
    first = add(siti_partner)
    second = add(siti_partner, account_no="99887766")

    for _ in range(2):
        set_default_bank_account(second.pk, partner_id=siti_partner.pk, actor=owner_of(siti_partner))

    first.refresh_from_db()
    assert not first.is_default
    assert AuditEntry.objects.filter(action="bank_account.made_default").count() == 1
    with pytest.raises(BankAccountNotFound):
        set_default_bank_account(second.pk, partner_id=rina_partner.pk, actor=owner_of(rina_partner))
