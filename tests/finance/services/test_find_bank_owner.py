from importlib import import_module

import pytest
from pytest_django import Settings

from accounts.models import Partner
from finance.errors import LookupDown, LookupOff, OwnerUnknown, TooManyInquiries
from finance.models import BankAccount, BankInquiry
from finance.services import BankAccountInput, add_bank_account, find_bank_owner
from komship.lib.db import NetworkInTransaction
from komship.lib.errors import DomainError
from komship.lib.http import atomic_depth
from shipping.sandbox.bank import holder
from shipping.sandbox.server import SandboxServer
from tests.factories.finance import owner_of, prove_bank_code
from tests.factories.sandbox import sandbox as sandbox


@pytest.fixture(autouse=True)
def bank(db: None, sandbox: SandboxServer, settings: Settings) -> SandboxServer:
    settings.BANK_LOOKUP_BASE_URL = sandbox.url
    settings.HTTP_ALLOWED_ATOMIC_DEPTH = atomic_depth()
    return sandbox


def ask(partner: Partner, number: str = "0012300456", bank: str = "BCA") -> str:
    return find_bank_owner(partner.pk, bank=bank, account_no=number, actor=owner_of(partner))


def test_a_name_is_asked_for_once_an_hour(siti_partner: Partner, rina_partner: Partner) -> None:
    assert ask(siti_partner) == ask(siti_partner, bank="bank central asia") == holder("BCA", "0012300456")
    assert BankInquiry.objects.count() == 1

    ask(rina_partner)
    assert BankInquiry.objects.for_partner(rina_partner.pk).count() == 1


@pytest.mark.parametrize(
    ("number", "error", "outcome"), [("770404", OwnerUnknown, "unknown"), ("770500", LookupDown, "down")]
)
def test_outcomes_are_kept(
    siti_partner: Partner, number: str, error: type[DomainError], outcome: str
) -> None:
    with pytest.raises(error):
        ask(siti_partner, number)

    row = BankInquiry.objects.get()
    assert (row.outcome, row.holder, row.user_id) == (outcome, "", siti_partner.owner_id)


def test_without_a_service(siti_partner: Partner, settings: Settings) -> None:
    settings.BANK_LOOKUP_BASE_URL = ""

    with pytest.raises(LookupOff):
        ask(siti_partner)


def test_names_cannot_be_harvested(siti_partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("finance.services.find_bank_owner"), "MOST_A_DAY", 2)
    for number in ("10000001", "10000002"):
        ask(siti_partner, number)

    with pytest.raises(TooManyInquiries):
        ask(siti_partner, "10000003")
    assert ask(siti_partner, "10000002")


def test_never_inside_a_transaction(siti_partner: Partner, settings: Settings) -> None:
    settings.HTTP_ALLOWED_ATOMIC_DEPTH -= 1

    with pytest.raises(NetworkInTransaction):
        ask(siti_partner)


def test_accounts_carry_the_banks_name(siti_partner: Partner) -> None:
    prove_bank_code(siti_partner)
    data = BankAccountInput(bank="BCA", account_no="0012300456", account_name="Orang Lain")

    add_bank_account(siti_partner.pk, data, actor=owner_of(siti_partner))

    row = BankAccount.objects.get()
    assert (row.account_name, row.verified_at is not None) == (holder("BCA", "0012300456"), True)
