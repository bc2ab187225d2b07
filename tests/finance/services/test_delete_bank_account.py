import pytest

from accounts.models import Partner
from finance.errors import AccountInUse, BankAccountNotFound, DefaultAccountKept
from finance.services import set_default_bank_account
from tests.factories.finance import make_bank_account, make_withdrawal, owner_of
from tests.finance.services.bank_accounts import add, delete
from tests.finance.services.bank_accounts import nobody_to_ask as nobody_to_ask


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
