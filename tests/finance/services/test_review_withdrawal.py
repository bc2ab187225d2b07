import pytest

from accounts.models import Partner
from finance.services import review_withdrawal
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput, NotFound, StaleState
from tests.factories.finance import WATI, make_approved, make_withdrawal, purse


def test_the_seller_reads_the_note_and_the_money_waits(siti_partner: Partner) -> None:
    withdrawal = review_withdrawal(make_withdrawal(siti_partner).pk, actor=WATI, note="cek nama")

    assert (withdrawal.status, withdrawal.review_note) == ("on_review", "cek nama")
    assert purse(siti_partner) == (0, 0, 50_000)
    audit = AuditEntry.objects.get(action="finance.withdrawal_reviewed")
    assert (audit.before, audit.after) == ({"status": "requested"}, {"status": "on_review"})


def test_an_approved_one_is_not_reviewed_again(siti_partner: Partner) -> None:
    with pytest.raises(StaleState):
        review_withdrawal(make_approved(siti_partner).pk, actor=WATI, note="cek")


def test_an_unknown_one(db: None) -> None:
    with pytest.raises(NotFound):
        review_withdrawal(404, actor=WATI, note="cek")


def test_looked_at_again_with_a_newer_note(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    review_withdrawal(withdrawal.pk, actor=WATI, note="cek nama")

    assert review_withdrawal(withdrawal.pk, actor=WATI, note="kirim KTP").review_note == "kirim KTP"
    assert withdrawal.history.count() == 3


def test_never_without_a_note(siti_partner: Partner) -> None:
    with pytest.raises(InvalidInput):
        review_withdrawal(make_withdrawal(siti_partner).pk, actor=WATI, note=" ")
