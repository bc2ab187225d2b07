"""Bank accounts as sellers add and change them, their names typed because no bank can be asked.

Import the fixture where it is used: `from tests.finance.services.bank_accounts import nobody_to_ask`
with ` as nobody_to_ask`.
"""

import pytest
from pytest_django import Settings

from accounts.models import OneTimeCode, Partner
from finance.models import BankAccount
from finance.services import (
    BankAccountInput,
    add_bank_account,
    change_bank_account,
    delete_bank_account,
)
from tests.factories.finance import confirm_pin, owner_of, prove_bank_code


@pytest.fixture(autouse=True)
def nobody_to_ask(settings: Settings) -> None:
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
