import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from finance.selectors.bank_accounts import bank_account_list, bank_account_matching
from komship.lib import clock
from tests.factories.finance import make_bank_account


def test_the_default_first_then_by_age(siti_partner: Partner, rina_partner: Partner) -> None:
    second = make_bank_account(siti_partner, "11111", is_default=False)
    default = make_bank_account(siti_partner, "22222")
    make_bank_account(siti_partner, "33333", is_default=False, deleted_at=clock.now())
    make_bank_account(rina_partner)

    assert bank_account_list(siti_partner.pk) == [default, second]


def test_found_by_what_is_printed(siti_partner: Partner, rina_partner: Partner) -> None:
    account = make_bank_account(siti_partner)
    printed = {"bank_name": "bca ", "account_no": " 0981238787", "account_name": "SITI AMINAH"}

    assert bank_account_matching(siti_partner.pk, **printed) == account
    assert bank_account_matching(siti_partner.pk, **printed | {"account_no": "981238787"}) is None
    assert bank_account_matching(rina_partner.pk, **printed) is None


@pytest.mark.parametrize("account_no", ["1234", "12a45", "1" * 21, ""])
def test_numbers_are_five_to_twenty_digits(siti_partner: Partner, account_no: str) -> None:
    with pytest.raises(Exception, match=r"bank_account_no_digits|too long"), transaction.atomic():
        make_bank_account(siti_partner, account_no)


def test_one_default_and_no_twins(siti_partner: Partner) -> None:
    make_bank_account(siti_partner)
    with pytest.raises(IntegrityError, match="one_default"), transaction.atomic():
        make_bank_account(siti_partner, "55555")
    with pytest.raises(IntegrityError, match="bank_account_once"), transaction.atomic():
        make_bank_account(siti_partner, is_default=False)
