import pytest
from pytest_django import DjangoAssertNumQueries as Queries

from accounts.errors import PartnerNotServed, RightMissing
from accounts.models import Membership, Partner, User
from accounts.selectors.access import resolve_access, served_partners
from accounts.services import add_member
from accounts.states import ALL_RIGHTS, MemberRole, Right
from komship.lib import clock


def test_owner_holds_every_right(siti: User, siti_partner: Partner) -> None:
    access = resolve_access(siti.pk)
    assert (access.partner_id, access.is_owner, access.rights) == (siti_partner.pk, True, ALL_RIGHTS)
    access.require(Right.SETTING_MEMBERS)


def test_staff_hold_what_they_were_given(budi: User, siti_partner: Partner) -> None:
    access = resolve_access(budi.pk, siti_partner.pk)
    assert access.may(Right.ORDER_CREATE)
    assert not access.is_owner
    with pytest.raises(RightMissing):
        access.require(Right.FINANCE_BALANCE)


def test_one_query_for_partner_settings_and_rights(siti: User, django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(1):
        access = resolve_access(siti.pk)
        assert access.partner.settings.whatsapp_level == 0


def test_strangers_unknown_partners_and_ended_memberships_look_alike(
    siti: User, budi: User, siti_partner: Partner, rina_partner: Partner
) -> None:
    for user_id, partner_id in ((siti.pk, rina_partner.pk), (siti.pk, 2**62), (siti.pk, 0)):
        with pytest.raises(PartnerNotServed):
            resolve_access(user_id, partner_id)
    Membership.objects.filter(user=budi).update(ended_at=clock.now())
    for partner in (siti_partner.pk, None):
        with pytest.raises(PartnerNotServed):
            resolve_access(budi.pk, partner)


def test_a_second_partner_must_be_served_too(
    siti: User, siti_partner: Partner, rina_partner: Partner
) -> None:
    assert resolve_access(siti.pk, also=siti_partner.pk).partner_id == siti_partner.pk
    with pytest.raises(PartnerNotServed):
        resolve_access(siti.pk, siti_partner.pk, also=rina_partner.pk)


def test_own_partner_comes_before_those_served(
    rina: User, siti_partner: Partner, rina_partner: Partner
) -> None:
    Membership.objects.filter(user=rina).delete()
    add_member(rina, partner_id=siti_partner.pk, role=MemberRole.HIRED_CS, rights=[])
    Membership.objects.create(partner=rina_partner, user=rina, role=MemberRole.OWNER)
    assert resolve_access(rina.pk).partner_id == rina_partner.pk
    assert [row.partner_id for row in served_partners(rina.pk)] == [rina_partner.pk, siti_partner.pk]
