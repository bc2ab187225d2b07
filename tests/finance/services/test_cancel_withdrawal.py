import pytest

from accounts.models import Partner
from finance.services import cancel_withdrawal
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from tests.factories.finance import WATI, make_approved, make_withdrawal, owner_of, purse


def test_the_money_is_available_again(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)

    assert cancel_withdrawal(withdrawal.pk, actor=owner_of(siti_partner)).status == "cancelled"
    assert purse(siti_partner) == (50_000, 0, 0)
    assert AuditEntry.objects.filter(action="finance.withdrawal_cancelled").exists()


def test_an_approved_one_is_too_late(siti_partner: Partner) -> None:
    with pytest.raises(StaleState):
        cancel_withdrawal(make_approved(siti_partner).pk, actor=WATI)
