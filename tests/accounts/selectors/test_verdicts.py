from accounts.models import Partner
from accounts.selectors.verdicts import verdict_history
from accounts.services import judge_partner
from accounts.states import PartnerStatus
from komship.core.audit import Actor

OPS = Actor(user_id=None, label="wati", channel="test")


def test_the_latest_first_and_only_hers(siti_partner: Partner, rina_partner: Partner) -> None:
    judge_partner(siti_partner.pk, verdict=PartnerStatus.ON_HOLD, reason="Retur 60 %", actor=OPS)
    judge_partner(siti_partner.pk, verdict=PartnerStatus.ACTIVE, reason="Sudah jelas", actor=OPS)
    judge_partner(rina_partner.pk, verdict=PartnerStatus.ON_HOLD, reason="Lain", actor=OPS)

    rows = verdict_history(siti_partner.pk)

    assert [row.reason for row in rows] == ["Sudah jelas", "Retur 60 %"]
    assert rows[0].after == {"status": "active"}
