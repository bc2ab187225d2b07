import time_machine
from django.core import mail
from pytest_django.fixtures import Settings

from accounts.models import Partner
from accounts.selectors.invitations import invitation_token
from accounts.services.invite_member import Invited, invite_member
from accounts.services.withdraw_invitation import withdraw_invitation
from komship.lib import clock
from notifications.services.mail_invitation import mail_invitation

DEWI = Invited("dewi@example.com", "Dewi", [])


def test_the_letter_carries_the_link(siti_partner: Partner, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://komship.example"
    row = invite_member(DEWI, partner_id=siti_partner.pk, invited_by=siti_partner.owner_id)
    # The link is signed with the second it was made in.
    with time_machine.travel(clock.now(), tick=False):
        assert mail_invitation(row.pk)
        link = f"https://komship.example/undangan/{invitation_token(row)}/"
    (letter,) = mail.outbox
    assert letter.to == ["dewi@example.com"]
    assert link in str(letter.body)
    assert "Toko Siti" in letter.subject


def test_an_answered_invitation_is_not_sent_again(siti_partner: Partner) -> None:
    row = invite_member(DEWI, partner_id=siti_partner.pk, invited_by=siti_partner.owner_id)
    withdraw_invitation(row.pk, partner_id=siti_partner.pk)
    assert not mail_invitation(row.pk)
    assert mail.outbox == []
