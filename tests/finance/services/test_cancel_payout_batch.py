import pytest

from accounts.models import Partner
from finance.models import Withdrawal
from finance.services import cancel_payout_batch, reject_withdrawal
from komship.lib.errors import Conflict, StaleState
from tests.factories.finance import WATI, operator
from tests.factories.payouts import draft_of, outcomes_of, released_to


def test_its_withdrawals_are_free_again(siti_partner: Partner) -> None:
    batch = draft_of([siti_partner])

    cancel_payout_batch(batch.pk, actor=operator("wati"))

    batch.refresh_from_db()
    assert (batch.status, outcomes_of(batch)) == ("cancelled", ["dropped"])
    assert reject_withdrawal(Withdrawal.objects.get().pk, actor=WATI, note="batal").status == "rejected"


def test_not_once_it_lies_at_the_bank(siti_partner: Partner) -> None:
    with pytest.raises(Conflict):
        cancel_payout_batch(released_to([siti_partner]).pk, actor=operator("wati"))


def test_not_twice(siti_partner: Partner) -> None:
    batch = draft_of([siti_partner])
    cancel_payout_batch(batch.pk, actor=operator("wati"))

    with pytest.raises((Conflict, StaleState)):
        cancel_payout_batch(batch.pk, actor=operator("wati"))
