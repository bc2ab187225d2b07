import pytest

from accounts.models import Membership, Partner, User
from accounts.selectors.invitations import DeadInvitation, invitation_token
from accounts.services import create_user
from accounts.services.accept_invitation import (
    InvitedSomebodyElse,
    accept_invitation,
    join_with_new_account,
)
from accounts.services.invite_member import Invited, invite_member
from accounts.states import Right, Role
from komship.lib.errors import InvalidInput
from tests.factories.accounts import new_user

STRONG = "rahasia-panjang-7"


@pytest.fixture
def token(siti_partner: Partner) -> str:
    person = Invited("dewi@example.com", "Dewi", [Right.ORDER_VIEW])
    row = invite_member(person, partner_id=siti_partner.pk, invited_by=siti_partner.owner_id)
    return invitation_token(row)


def test_a_known_person_joins_once(token: str, siti_partner: Partner) -> None:
    dewi = create_user(new_user("dewi"), role=Role.MEMBER)
    row = accept_invitation(token, user=dewi)
    assert (row.partner_id, row.rights) == (siti_partner.pk, [Right.ORDER_VIEW])
    with pytest.raises(DeadInvitation):
        accept_invitation(token, user=dewi)


def test_a_new_person_joins_once(token: str) -> None:
    row = join_with_new_account(token, full_name="Dewi", password=STRONG)
    assert row.user.email == "dewi@example.com"
    with pytest.raises(DeadInvitation):
        join_with_new_account(token, full_name="Dewi", password=STRONG)


def test_a_refusal_leaves_the_offer_open(token: str, rina: User) -> None:
    with pytest.raises(InvitedSomebodyElse):
        accept_invitation(token, user=rina)
    with pytest.raises(InvalidInput):
        join_with_new_account(token, full_name="Dewi", password="12345678")
    assert not Membership.objects.filter(user__email="dewi@example.com").exists()
    join_with_new_account(token, full_name="Dewi", password=STRONG)


@pytest.mark.parametrize("forged", ["", "x", "a:b:c"])
def test_forged_links(db: None, forged: str) -> None:
    with pytest.raises(DeadInvitation):
        join_with_new_account(forged, full_name="Dewi", password=STRONG)
