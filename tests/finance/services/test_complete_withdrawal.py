import pytest

from accounts.models import Partner
from finance import chart
from finance.models import Entry
from finance.services import complete_withdrawal
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from tests.factories.finance import WATI, balance, make_approved, make_withdrawal, purse


def test_the_money_has_left(siti_partner: Partner) -> None:
    withdrawal = make_approved(siti_partner)

    done = complete_withdrawal(withdrawal.pk, actor=WATI, note="trf 123")

    assert (done.status, done.review_note) == ("completed", "trf 123")
    assert done.completed_at is not None
    assert purse(siti_partner) == (0, 0, 0)
    assert balance(chart.BANK) == 50_000
    assert Entry.objects.latest("id").kind == "withdrawal_paid"
    assert AuditEntry.objects.filter(action="finance.withdrawal_completed").exists()


def test_only_once(siti_partner: Partner) -> None:
    withdrawal = make_approved(siti_partner)
    complete_withdrawal(withdrawal.pk, actor=WATI)

    with pytest.raises(StaleState):
        complete_withdrawal(withdrawal.pk, actor=WATI)
    assert balance(chart.BANK) == 50_000


def test_not_before_it_is_approved(siti_partner: Partner) -> None:
    with pytest.raises(StaleState):
        complete_withdrawal(make_withdrawal(siti_partner).pk, actor=WATI)
