import pytest

from accounts.models import Partner
from finance.models import Entry
from finance.services import complete_withdrawal, reject_withdrawal
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput, StaleState
from tests.factories.finance import WATI, make_approved, make_withdrawal, purse


def test_the_money_is_available_again(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)

    rejected = reject_withdrawal(withdrawal.pk, actor=WATI, note="nama tidak cocok")

    assert (rejected.status, rejected.review_note) == ("rejected", "nama tidak cocok")
    assert purse(siti_partner) == (50_000, 0, 0)
    assert Entry.objects.latest("id").kind == "withdrawal_returned"
    assert AuditEntry.objects.get(action="finance.withdrawal_rejected").reason == "nama tidak cocok"


def test_a_bank_may_refuse_an_approved_transfer(siti_partner: Partner) -> None:
    reject_withdrawal(make_approved(siti_partner).pk, actor=WATI, note="rekening tutup")

    assert purse(siti_partner) == (50_000, 0, 0)


def test_what_is_paid_is_not_rejected(siti_partner: Partner) -> None:
    withdrawal = make_approved(siti_partner)
    complete_withdrawal(withdrawal.pk, actor=WATI)

    with pytest.raises(StaleState):
        reject_withdrawal(withdrawal.pk, actor=WATI, note="terlambat")


@pytest.mark.parametrize("note", ["", "   "])
def test_a_reason_is_owed(siti_partner: Partner, note: str) -> None:
    with pytest.raises(InvalidInput):
        reject_withdrawal(make_withdrawal(siti_partner).pk, actor=WATI, note=note)
