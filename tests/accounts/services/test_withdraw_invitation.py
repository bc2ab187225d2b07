import pytest

from accounts.models import Partner
from accounts.selectors.invitations import DeadInvitation, invitation_of, invitation_token
from accounts.services.invite_member import Invited, invite_member
from accounts.services.withdraw_invitation import withdraw_invitation


def test_its_link_dies(siti_partner: Partner, rina_partner: Partner) -> None:
    person = Invited("dewi@example.com", "Dewi", [])
    row = invite_member(person, partner_id=siti_partner.pk, invited_by=siti_partner.owner_id)
    token = invitation_token(row)
    with pytest.raises(DeadInvitation):
        withdraw_invitation(row.pk, partner_id=rina_partner.pk)
    assert invitation_of(token).pk == row.pk
    withdraw_invitation(row.pk, partner_id=siti_partner.pk)
    with pytest.raises(DeadInvitation):
        invitation_of(token)
    with pytest.raises(DeadInvitation):
        withdraw_invitation(row.pk, partner_id=siti_partner.pk)
