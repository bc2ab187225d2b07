import pytest

from accounts.errors import PersonNotFound
from accounts.models import AccessToken, Membership, Partner, User
from accounts.services import add_member
from accounts.services.change_member import change_member
from accounts.services.end_membership import end_membership
from accounts.states import MemberRole, Right
from tests.factories.cast import ApiFor


def test_who_works_for_nobody_is_signed_out(siti_partner: Partner, budi: User, api_for: ApiFor) -> None:
    client = api_for(budi)
    end_membership(budi.pk, partner_id=siti_partner.pk)
    assert client.post("/api/v1/my-profile").status_code == 401
    with pytest.raises(PersonNotFound):
        end_membership(budi.pk, partner_id=siti_partner.pk)


def test_who_has_another_job_stays(
    siti_partner: Partner, rina_partner: Partner, budi: User, api_for: ApiFor
) -> None:
    add_member(budi, partner_id=rina_partner.pk, role=MemberRole.HIRED_CS, rights=[Right.ORDER_VIEW])
    api_for(budi)
    end_membership(budi.pk, partner_id=siti_partner.pk)
    assert AccessToken.objects.filter(user=budi).exists()
    assert Membership.objects.active().get(user=budi).partner_id == rina_partner.pk


def test_owners_and_strangers_are_not_found(siti_partner: Partner, siti: User, rina: User) -> None:
    for person in (siti, rina):
        with pytest.raises(PersonNotFound):
            end_membership(person.pk, partner_id=siti_partner.pk)
        with pytest.raises(PersonNotFound):
            change_member(person.pk, partner_id=siti_partner.pk, rights=[])
