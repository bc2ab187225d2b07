import pytest

from accounts.models import Partner, Pin
from finance.errors import BankAccountNotFound, PinRequired
from finance.services import change_bank_account
from tests.factories.finance import make_bank_account, owner_of
from tests.finance.services.bank_accounts import add, change, typed
from tests.finance.services.bank_accounts import nobody_to_ask as nobody_to_ask


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
