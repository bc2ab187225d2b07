from accounts.models import (
    Invitation,
    Membership,
    SalesAdmin,
    SenderIdentity,
    StarterChallenge,
    User,
    Warehouse,
)
from accounts.states import MemberRole, Mission


def person(user_id: int) -> User | None:
    """A person whose account is open."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def membership_of(user_id: int) -> Membership | None:
    """The person's main membership, her own partner before others, with the partner. One query."""
    rows = Membership.objects.active().filter(user_id=user_id).select_related("partner").order_by("id")
    return min(rows, key=lambda row: row.role != MemberRole.OWNER, default=None)


def serves_together(user_id: int, other_id: int) -> bool:
    """Whether two people work for the same partner."""
    mine = Membership.objects.active().filter(user_id=user_id).values("partner_id")
    return Membership.objects.active().filter(user_id=other_id, partner_id__in=mine).exists()


def member_of(partner_id: int, user_id: int) -> Membership | None:
    """The person's running membership with the partner, if she has one."""
    return Membership.objects.for_partner(partner_id).active().filter(user_id=user_id).first()


def sender_identities(partner_id: int) -> list[SenderIdentity]:
    """The partner's sender names, the default one first, then the partner's own."""
    rows = SenderIdentity.objects.for_partner(partner_id)
    return list(rows.order_by("-is_default", "-is_own", "id"))


def starter_challenge(partner_id: int) -> StarterChallenge | None:
    """The partner's first-day missions; None before they were started."""
    return StarterChallenge.objects.for_partner(partner_id).first()


def basic_missions_done(partner_id: int) -> set[Mission]:
    """Missions that accounts itself can see done: the owner's e-mail and a pickup address. Two queries."""
    done = set()
    if User.objects.filter(owned_partners=partner_id, email_verified_at__isnull=False).exists():
        done.add(Mission.VERIFICATION)
    if Warehouse.objects.for_partner(partner_id).active().exists():
        done.add(Mission.WAREHOUSE)
    return done


def members(partner_id: int) -> list[Membership]:
    """The partner's team without its owner, the longest serving first, with the people. One query."""
    rows = Membership.objects.for_partner(partner_id).active().exclude(role=MemberRole.OWNER)
    return list(rows.select_related("user").order_by("created_at", "id"))


def sales_admins(partner_id: int) -> list[SalesAdmin]:
    """Names that orders may be credited to, by name."""
    return list(SalesAdmin.objects.for_partner(partner_id).active().order_by("name", "id"))


def open_invitations(partner_id: int) -> list[Invitation]:
    """Invitations nobody has answered yet, the latest first; outdated ones too, to be sent again."""
    rows = Invitation.objects.for_partner(partner_id).open()
    return list(rows.order_by("-created_at", "-id"))


def has_account(email: str) -> bool:
    """Whether somebody signs in with this address."""
    return User.objects.filter(email=email.strip().lower()).exists()
