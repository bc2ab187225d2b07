import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from finance.errors import PersonNeeded
from finance.models import PayoutBatch, PayoutItem
from finance.services import make_payout_batch
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from tests.factories.finance import WATI, make_approved, make_withdrawal, operator
from tests.factories.payouts import draft_of, outcomes_of, payees


def test_approved_withdrawals_are_gathered(siti_partner: Partner, rina_partner: Partner) -> None:
    batch = draft_of([siti_partner, rina_partner])

    assert (batch.status, batch.item_count, batch.total_rp) == ("draft", 2, 100_000)
    assert batch.number.startswith("PB")
    assert outcomes_of(batch) == ["pending", "pending"]
    assert AuditEntry.objects.filter(action="finance.payout_made").count() == 1


def test_every_reason_against_it_at_once(siti_partner: Partner, rina_partner: Partner) -> None:
    batch = draft_of([siti_partner])
    taken, waiting = PayoutItem.objects.get().withdrawal, make_withdrawal(rina_partner)

    with pytest.raises(InvalidInput) as refused:
        make_payout_batch([taken.pk, waiting.pk, 404], actor=operator("wati"))

    texts = refused.value.fields["withdrawals"]
    assert [text.split()[0] for text in texts] == [taken.number, waiting.number, "Penarikan"]
    assert batch.number in texts[0]
    assert PayoutBatch.objects.count() == 1


@pytest.mark.parametrize("ids", [[], range(1, 502)])
def test_none_or_too_many(db: None, ids: list[int]) -> None:
    with pytest.raises(InvalidInput):
        make_payout_batch(ids, actor=operator("wati"))


def test_a_batch_is_made_by_a_person(siti_partner: Partner) -> None:
    with pytest.raises(PersonNeeded):
        make_payout_batch([make_approved(siti_partner).pk], actor=WATI)


def test_the_database_keeps_a_withdrawal_in_one_batch(db: None) -> None:
    first, second = (draft_of([partner]) for partner in payees("sari", "tuti"))
    taken = PayoutItem.objects.get(batch=first).withdrawal

    with pytest.raises(IntegrityError, match="payout_withdrawal_once"), transaction.atomic():
        PayoutItem.objects.create(batch=second, withdrawal=taken)
