import pytest

from accounts.models import Partner
from accounts.services import judge_partner
from accounts.states import PartnerStatus
from komship.core.audit import Actor
from komship.core.drain import drain
from notifications.models import InboxMessage
from notifications.services import tell_verdict

OPS = Actor(user_id=None, label="wati", channel="test")


@pytest.mark.parametrize(
    ("status", "words"),
    [("on_hold", "pesanan COD baru belum bisa"), ("fraudulent", "dihentikan"), ("active", "sudah bisa")],
)
def test_she_reads_what_it_means(siti_partner: Partner, status: str, words: str) -> None:
    letter = tell_verdict(status, partner_id=siti_partner.pk)
    assert letter is not None
    assert words in letter.body


def test_other_statuses_need_no_letter(siti_partner: Partner) -> None:
    assert tell_verdict("archived", partner_id=siti_partner.pk) is None


def test_a_verdict_reaches_her_without_its_reason(siti_partner: Partner) -> None:
    judge_partner(siti_partner.pk, verdict=PartnerStatus.ON_HOLD, reason="curang", actor=OPS)
    drain()
    letter = InboxMessage.objects.for_partner(siti_partner.pk).get()
    assert "ditahan" in letter.title
    assert "curang" not in letter.body
