import hashlib

import pytest

from accounts.models import Partner
from accounts.services import judge_partner
from accounts.states import PartnerStatus
from finance.errors import SecondPersonNeeded
from finance.models import PayoutBatch, PayoutItem
from finance.selectors.payouts import bank_csv
from finance.services import drop_payout_item, release_payout_batch
from komship.lib.errors import Conflict
from tests.factories.finance import WATI, operator
from tests.factories.payouts import draft_of, released_to


def test_a_second_person_lets_it_out(siti_partner: Partner) -> None:
    batch = released_to([siti_partner])

    assert (batch.status, batch.item_count, batch.total_rp) == ("released", 1, 50_000)
    assert batch.released_by_id == operator("dewi").user_id
    assert batch.file_sha256 == hashlib.sha256(bank_csv(batch)).hexdigest()


def test_not_by_who_made_it(siti_partner: Partner) -> None:
    batch = draft_of([siti_partner])

    with pytest.raises(SecondPersonNeeded):
        release_payout_batch(batch.pk, actor=operator("wati"))
    assert PayoutBatch.objects.get().status == "draft"


def test_not_an_empty_one(siti_partner: Partner) -> None:
    batch = draft_of([siti_partner])
    drop_payout_item(batch.pk, PayoutItem.objects.get().pk, actor=operator("wati"))

    with pytest.raises(Conflict, match="kosong"):
        release_payout_batch(batch.pk, actor=operator("dewi"))


def test_not_to_a_seller_who_is_held_since(siti_partner: Partner) -> None:
    batch = draft_of([siti_partner])
    judge_partner(siti_partner.pk, verdict=PartnerStatus.ON_HOLD, reason="uji", actor=WATI)

    with pytest.raises(Conflict, match=PayoutItem.objects.get().withdrawal.number):
        release_payout_batch(batch.pk, actor=operator("dewi"))


def test_not_twice(siti_partner: Partner) -> None:
    with pytest.raises(Conflict):
        release_payout_batch(released_to([siti_partner]).pk, actor=operator("dewi"))
