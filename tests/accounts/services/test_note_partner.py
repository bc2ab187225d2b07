import pytest

from accounts.errors import PartnerNotServed
from accounts.models import Partner
from accounts.services.note_partner import note_partner
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput

OPS = Actor(user_id=None, label="wati", channel="test")


def test_a_new_note_replaces_the_old(siti_partner: Partner) -> None:
    for text in ("Baru", " Rajin pickup "):
        note_partner(siti_partner.pk, text, actor=OPS)
    siti_partner.refresh_from_db()
    assert siti_partner.ops_note == "Rajin pickup"


@pytest.mark.parametrize("note", [" ", "a" * 1001])
def test_refused_notes(siti_partner: Partner, note: str) -> None:
    with pytest.raises(InvalidInput):
        note_partner(siti_partner.pk, note, actor=OPS)


def test_nobodys_note(db: None) -> None:
    with pytest.raises(PartnerNotServed):
        note_partner(0, "Siapa?", actor=OPS)
