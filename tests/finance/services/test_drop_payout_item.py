import pytest

from accounts.models import Partner
from finance.models import PayoutItem
from finance.services import drop_payout_item, make_payout_batch
from komship.lib.errors import Conflict, NotFound
from tests.factories.finance import operator
from tests.factories.payouts import draft_of, outcomes_of, released_to


def test_what_is_taken_out_waits_for_another_batch(siti_partner: Partner, rina_partner: Partner) -> None:
    batch = draft_of([siti_partner, rina_partner])
    item = PayoutItem.objects.filter(batch=batch).earliest("pk")

    for _again in range(2):
        drop_payout_item(batch.pk, item.pk, actor=operator("wati"))

    batch.refresh_from_db()
    assert (batch.item_count, batch.total_rp) == (1, 50_000)
    assert outcomes_of(batch) == ["dropped", "pending"]
    assert make_payout_batch([item.withdrawal_id], actor=operator("wati")).item_count == 1


def test_not_once_it_was_released(siti_partner: Partner) -> None:
    batch = released_to([siti_partner])

    with pytest.raises(Conflict):
        drop_payout_item(batch.pk, PayoutItem.objects.get().pk, actor=operator("wati"))


def test_not_out_of_another_batch(siti_partner: Partner, rina_partner: Partner) -> None:
    mine, other = draft_of([siti_partner]), draft_of([rina_partner])

    with pytest.raises(NotFound):
        drop_payout_item(mine.pk, PayoutItem.objects.get(batch=other).pk, actor=operator("wati"))
    with pytest.raises(NotFound):
        drop_payout_item(404, 404, actor=operator("wati"))
