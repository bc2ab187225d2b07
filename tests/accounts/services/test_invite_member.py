from datetime import timedelta

import pytest
import time_machine

from accounts.errors import PartnerNotServed
from accounts.models import Invitation, Partner, User
from accounts.services.add_member import MOST_MEMBERS, TooManyMembers
from accounts.services.invite_member import Invited, invite_member
from accounts.states import Right
from komship.core.models import OutboxEvent
from komship.lib import clock
from komship.lib.errors import InvalidInput


def invite(partner: Partner, email: str = "Dewi@Example.com", name: str = "Dewi") -> Invitation:
    person = Invited(email, name, [Right.ORDER_VIEW, Right.SETTING_MEMBERS])
    return invite_member(person, partner_id=partner.pk, invited_by=partner.owner_id)


def test_an_offer_for_a_week(siti_partner: Partner) -> None:
    row = invite(siti_partner)
    assert (row.email, row.rights) == ("dewi@example.com", [Right.ORDER_VIEW])
    assert timedelta(days=6) < row.expires_at - clock.now() <= timedelta(days=7)
    assert OutboxEvent.objects.filter(topic="member.invited").count() == 1


def test_again_renews_the_offer(siti_partner: Partner) -> None:
    first = invite(siti_partner)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        second = invite(siti_partner, name="Dewi Anggraini")
    assert second.pk == first.pk
    assert second.expires_at > first.expires_at
    assert second.full_name == "Dewi Anggraini"


def test_waiting_ones_count_for_the_limit(siti_partner: Partner, siti: User) -> None:
    ends = clock.now() + timedelta(days=7)
    Invitation.objects.bulk_create(
        Invitation(
            partner=siti_partner, email=f"{n}@example.com", full_name="X", invited_by=siti, expires_at=ends
        )
        for n in range(MOST_MEMBERS)
    )
    with pytest.raises(TooManyMembers):
        invite(siti_partner)
    invite(siti_partner, email="0@example.com")


def test_refused(siti_partner: Partner, budi: User) -> None:
    for email, name in (("dewi", "Dewi"), ("dewi@example.com", " "), (budi.email, "Budi")):
        with pytest.raises(InvalidInput):
            invite(siti_partner, email, name)
    with pytest.raises(PartnerNotServed):
        invite_member(Invited("a@example.com", "A", []), partner_id=0, invited_by=budi.pk)
    assert not Invitation.objects.exists()
