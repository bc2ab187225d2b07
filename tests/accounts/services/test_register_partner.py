import pytest

from accounts.errors import NameTaken
from accounts.models import Membership, Partner, PartnerSettings, SenderIdentity, User
from accounts.services import register_partner
from accounts.states import MemberRole, Role
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from tests.factories.accounts import new_user

OPS = Actor(user_id=None, label="wati", channel="admin")


def test_registration_makes_everything_a_partner_needs(db: None) -> None:
    partner = register_partner(new_user("Dewi", email="Dewi@Example.com"), partner_name="  Toko   Dewi ")
    owner = partner.owner
    assert (owner.username, owner.email, owner.role) == ("dewi", "dewi@example.com", Role.SELLER)
    assert not owner.is_staff
    assert partner.name == "Toko Dewi"
    assert PartnerSettings.objects.for_partner(partner.pk).count() == 1
    membership = Membership.objects.for_partner(partner.pk).get()
    assert (membership.user, membership.role) == (owner, MemberRole.OWNER)
    identity = SenderIdentity.objects.for_partner(partner.pk).get()
    assert (identity.name, identity.is_own, identity.is_default) == ("Toko Dewi", True, True)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_malformed_partner_names_are_refused(db: None, name: str) -> None:
    with pytest.raises(InvalidInput):
        register_partner(new_user("dewi"), partner_name=name)
    assert not User.objects.exists()


@pytest.mark.parametrize("taken", [{"username": "SITI"}, {"email": "SITI@example.com"}])
def test_taken_names_are_refused(siti: User, taken: dict[str, object]) -> None:
    with pytest.raises(NameTaken) as refused:
        register_partner(new_user("dewi", **taken), partner_name="Toko Dewi")
    assert refused.value.details == {"field": next(iter(taken))}
    assert Partner.objects.count() == 1
