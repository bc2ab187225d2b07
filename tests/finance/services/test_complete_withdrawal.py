import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from finance import chart
from finance.errors import SecondPersonNeeded
from finance.models import Entry, Withdrawal
from finance.services import approve_withdrawal, complete_withdrawal
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from tests.factories.finance import (
    WATI,
    balance,
    make_approved,
    make_withdrawal,
    operator,
    proof_file,
    purse,
)


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


def test_not_by_who_approved_it(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    approve_withdrawal(withdrawal.pk, actor=operator("wati"))

    with pytest.raises(SecondPersonNeeded):
        complete_withdrawal(withdrawal.pk, actor=operator("wati"))
    done = complete_withdrawal(withdrawal.pk, actor=operator("dewi"), proofs=[proof_file()])

    assert (done.status, done.proofs.count()) == ("completed", 1)
    with pytest.raises(IntegrityError, match="withdrawal_two_people"), transaction.atomic():
        Withdrawal.objects.update(completed_by=done.approved_by)
