from accounts.models import Membership, SenderIdentity, StarterChallenge, User
from accounts.states import MemberRole


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
