import pytest

from accounts.errors import PartnerNotServed
from accounts.models import Membership, Partner, User
from accounts.services import add_member
from accounts.services.add_member import MOST_MEMBERS, TooManyMembers
from accounts.states import ALL_RIGHTS, MemberRole, Right, Role
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from tests.factories.accounts import new_user

OPS = Actor(user_id=None, label="wati", channel="admin")


def test_members_get_known_rights_only(siti_partner: Partner) -> None:
    wanted = [Right.ORDER_VIEW, Right.ORDER_VIEW, Right.SETTING_PROFILE, Right.SETTING_MEMBERS, 9999]
    row = add_member(new_user("budi"), partner_id=siti_partner.pk, role=MemberRole.STAFF, rights=wanted)
    assert row.rights == [Right.ORDER_VIEW]
    assert row.user.role == Role.MEMBER


def test_hired_person_may_serve_several(siti_partner: Partner, rina_partner: Partner) -> None:
    first = add_member(
        new_user("cici"), partner_id=siti_partner.pk, role=MemberRole.HIRED_CS, rights=ALL_RIGHTS
    )
    add_member(first.user, partner_id=rina_partner.pk, role=MemberRole.HIRED_CS, rights=[Right.ORDER_VIEW])
    again = add_member(first.user, partner_id=rina_partner.pk, role=MemberRole.HIRED_CS, rights=[])
    assert Membership.objects.filter(user=first.user).count() == 2
    assert again.rights == []


def test_owner_stays_owner(siti: User, siti_partner: Partner) -> None:
    with pytest.raises(InvalidInput):
        add_member(siti, partner_id=siti_partner.pk, role=MemberRole.STAFF, rights=[])
    with pytest.raises(InvalidInput):
        add_member(new_user("eka"), partner_id=siti_partner.pk, role=MemberRole.OWNER, rights=[])
    assert Membership.objects.get(user=siti).role == MemberRole.OWNER


def test_members_are_limited(siti_partner: Partner) -> None:
    users = User.objects.bulk_create(
        User(username=f"s{n}", email=f"s{n}@example.com") for n in range(MOST_MEMBERS)
    )
    Membership.objects.bulk_create(
        Membership(partner=siti_partner, user=user, role=MemberRole.STAFF) for user in users
    )
    with pytest.raises(TooManyMembers):
        add_member(new_user("budi"), partner_id=siti_partner.pk, role=MemberRole.STAFF, rights=[])


def test_unknown_partner_has_no_members(db: None) -> None:
    with pytest.raises(PartnerNotServed):
        add_member(new_user("budi"), partner_id=2**62, role=MemberRole.STAFF, rights=[])
