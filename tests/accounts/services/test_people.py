import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from accounts.errors import NameTaken, PartnerNotServed
from accounts.models import Membership, Partner, PartnerSettings, SenderIdentity, User
from accounts.services import add_member, create_user, judge_partner, register_partner
from accounts.services.add_member import MOST_MEMBERS, TooManyMembers
from accounts.states import ALL_RIGHTS, MemberRole, PartnerStatus, Right, Role
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput, StaleState
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


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_passwords_are_hashed_with_argon2(db: None) -> None:
    user = create_user(new_user("dewi"), role=Role.SELLER)
    assert user.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("taken", [{"username": "SITI"}, {"email": "SITI@example.com"}])
def test_taken_names_are_refused(siti: User, taken: dict[str, object]) -> None:
    with pytest.raises(NameTaken) as refused:
        register_partner(new_user("dewi", **taken), partner_name="Toko Dewi")
    assert refused.value.details == {"field": next(iter(taken))}
    assert Partner.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "a@b"),
        ("username", ""),
        ("username", "x" * 61),
        ("username", "😀"),
        ("email", "not-an-address"),
        ("email", "x" * 200 + "@example.com"),
        ("full_name", "x" * 121),
    ],
)
def test_malformed_people_are_refused(db: None, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create_user(new_user("dewi", **{field: value}), role=Role.SELLER)
    assert set(refused.value.fields) == {field}
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_malformed_partner_names_are_refused(db: None, name: str) -> None:
    with pytest.raises(InvalidInput):
        register_partner(new_user("dewi"), partner_name=name)
    assert not User.objects.exists()


def test_database_refuses_the_same_name_in_other_letters(siti: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="Siti", email="other@example.com")


def test_operators_reach_the_admin(db: None) -> None:
    assert create_user(new_user("wati"), role=Role.ADMIN).is_staff
    created = User.objects.create_superuser("Root", "Root@Example.com", "komship-demo")
    assert (created.username, created.is_staff, created.is_superuser) == ("root", True, True)


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


def test_verdict_is_kept_with_its_reason(siti_partner: Partner) -> None:
    judge_partner(siti_partner.pk, verdict=PartnerStatus.ON_HOLD, reason=" Retur 60 % ", actor=OPS)
    siti_partner.refresh_from_db()
    assert siti_partner.status == PartnerStatus.ON_HOLD
    entry = AuditEntry.objects.get(action="partner.judged")
    assert (entry.reason, entry.before, entry.after) == (
        "Retur 60 %",
        {"status": "active"},
        {"status": "on_hold"},
    )


@pytest.mark.parametrize("before", PartnerStatus)
@pytest.mark.parametrize("after", PartnerStatus)
def test_every_move_but_standing_still(
    siti_partner: Partner, before: PartnerStatus, after: PartnerStatus
) -> None:
    Partner.objects.filter(pk=siti_partner.pk).update(status=before)
    if before == after:
        with pytest.raises(StaleState):
            judge_partner(siti_partner.pk, verdict=after, reason="uji", actor=OPS)
        return
    judge_partner(siti_partner.pk, verdict=after, reason="uji", actor=OPS)
    siti_partner.refresh_from_db()
    assert siti_partner.status == after


def test_verdict_needs_a_reason_and_a_partner(siti_partner: Partner) -> None:
    with pytest.raises(InvalidInput):
        judge_partner(siti_partner.pk, verdict=PartnerStatus.ON_HOLD, reason="  ", actor=OPS)
    with pytest.raises(PartnerNotServed):
        judge_partner(2**62, verdict=PartnerStatus.ON_HOLD, reason="uji", actor=OPS)
