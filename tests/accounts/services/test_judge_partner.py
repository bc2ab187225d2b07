import pytest

from accounts.errors import PartnerNotServed
from accounts.models import Partner
from accounts.services import judge_partner
from accounts.states import PartnerStatus
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput, StaleState

OPS = Actor(user_id=None, label="wati", channel="admin")


def test_verdict_is_kept_with_its_reason(siti_partner: Partner) -> None:
    judge_partner(siti_partner.pk, verdict=PartnerStatus.ON_HOLD, reason=" Retur 60 % ", actor=OPS)
    siti_partner.refresh_from_db()
    assert siti_partner.status == PartnerStatus.ON_HOLD
    entry = AuditEntry.objects.get(action="partner.judged")
    assert (entry.reason, entry.before, entry.after) == (
        "Retur 60 %",
        {"status": "active"},
        {"status": "on_hold"},
    )


@pytest.mark.parametrize("before", PartnerStatus)
@pytest.mark.parametrize("after", PartnerStatus)
def test_every_move_but_standing_still(
    siti_partner: Partner, before: PartnerStatus, after: PartnerStatus
) -> None:
    Partner.objects.filter(pk=siti_partner.pk).update(status=before)
    if before == after:
        with pytest.raises(StaleState):
            judge_partner(siti_partner.pk, verdict=after, reason="uji", actor=OPS)
        return
    judge_partner(siti_partner.pk, verdict=after, reason="uji", actor=OPS)
    siti_partner.refresh_from_db()
    assert siti_partner.status == after


def test_verdict_needs_a_reason_and_a_partner(siti_partner: Partner) -> None:
    with pytest.raises(InvalidInput):
        judge_partner(siti_partner.pk, verdict=PartnerStatus.ON_HOLD, reason="  ", actor=OPS)
    with pytest.raises(PartnerNotServed):
        judge_partner(2**62, verdict=PartnerStatus.ON_HOLD, reason="uji", actor=OPS)
