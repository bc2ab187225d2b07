from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from accounts.errors import NotProven
from accounts.models import Partner
from finance.errors import (
    AccountInDebt,
    AccountNameTaken,
    AccountNumberMalformed,
    AccountNumberTaken,
    AccountResting,
    BankUnknown,
    OwnerNameMissing,
    PinRequired,
    TooManyAccounts,
)
from finance.models import BankAccount, BankInquiry
from finance.services import add_bank_account, request_withdrawal
from komship.core.drain import drain
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.errors import DomainError
from tests.factories.finance import confirm_pin, fund, make_bank_account, owe, owner_of, prove_bank_code
from tests.finance.services.bank_accounts import add, delete, typed
from tests.finance.services.bank_accounts import nobody_to_ask as nobody_to_ask


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
