import pytest

from accounts.models import Partner
from finance.errors import BankAccountNotFound
from finance.services import set_default_bank_account
from komship.core.models import AuditEntry
from tests.factories.finance import owner_of
from tests.finance.services.bank_accounts import add
from tests.finance.services.bank_accounts import nobody_to_ask as nobody_to_ask


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
