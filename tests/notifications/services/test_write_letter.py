import pytest

from accounts.models import Partner, User
from komship.lib.errors import InvalidInput
from notifications.models import InboxMessage
from notifications.services import write_letter


def test_a_letter_arrives(siti_partner: Partner, wati: User) -> None:
    letter = write_letter(
        "Potensi Retur Tinggi", "<b>Halo</b>", partner_id=siti_partner.pk, sender_id=wati.pk
    )
    assert InboxMessage.objects.for_partner(siti_partner.pk).get() == letter
    assert (letter.service, letter.read_at) == ("komship", None)


@pytest.mark.parametrize(("title", "body"), [("", "x"), ("x", "  "), ("x" * 121, "x")])
def test_empty_and_long_letters_are_refused(siti_partner: Partner, title: str, body: str) -> None:
    with pytest.raises(InvalidInput):
        write_letter(title, body, partner_id=siti_partner.pk)
    assert not InboxMessage.objects.exists()
