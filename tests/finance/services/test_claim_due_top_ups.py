from datetime import timedelta

from accounts.models import Partner
from finance.models import TopUp
from finance.services import claim_due_top_ups
from finance.services.claim_due_top_ups import LEASE
from komship.core.models import EventDelivery
from komship.lib import clock


def test_due_ones_are_handed_out_once(siti_partner: Partner) -> None:
    now = clock.now()
    for number, due in (("TU1", now), ("TU2", now + timedelta(hours=1)), ("TU3", None)):
        TopUp.objects.create(
            number=number,
            partner=siti_partner,
            user=siti_partner.owner,
            amount_rp=50_000,
            requested_at=now,
            updated_at=now,
            next_look_at=due,
        )

    assert [claim_due_top_ups(), claim_due_top_ups()] == [1, 0]
    due = TopUp.objects.get(number="TU1").next_look_at
    assert due is not None
    assert due > now + LEASE - timedelta(minutes=1)
    assert EventDelivery.objects.filter(handler="finance.look_at_top_up").count() == 1
