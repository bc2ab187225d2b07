from dataclasses import dataclass

from accounts.errors import PartnerNotServed, RightMissing
from accounts.models import ApiKey, Membership, Partner
from accounts.scopes import rights_of
from accounts.states import ALL_RIGHTS, MemberRole, Right
from komship.lib.compiled import CompiledQuery

_OF_USER = CompiledQuery(
    lambda user_id: (
        Membership.objects.active().filter(user_id=user_id).select_related("partner__settings").order_by("id")
    )
)


@dataclass(frozen=True)
class PartnerAccess:
    """Who asks, for which partner, and what she may do there."""

    user_id: int
    partner_id: int
    partner: Partner
    membership: Membership
    rights: frozenset[int]

    @property
    def is_owner(self) -> bool:
        return self.membership.role == MemberRole.OWNER

    def may(self, right: Right) -> bool:
        return right.value in self.rights

    def require(self, right: Right) -> None:
        """Raises RightMissing unless this person holds the right."""
        if not self.may(right):
            raise RightMissing


@dataclass(frozen=True)
class ServedPartner:
    partner_id: int
    name: str
    owner_id: int


def resolve_access(user_id: int, partner_id: int | None = None, *, also: int | None = None) -> PartnerAccess:
    """What the person may do for a partner; without a partner, for her own (or first) one.

    One query, with the partner and its settings. `also` names a second partner she must serve as
    well. Raises PartnerNotServed.
    """
    memberships = {row.partner_id: row for row in _memberships(user_id)}
    if also is not None and also not in memberships:
        raise PartnerNotServed
    membership = next(iter(memberships.values()), None) if partner_id is None else memberships.get(partner_id)
    if membership is None:
        raise PartnerNotServed
    return PartnerAccess(
        user_id=user_id,
        partner_id=membership.partner_id,
        partner=membership.partner,
        membership=membership,
        rights=ALL_RIGHTS if membership.role == MemberRole.OWNER else frozenset(membership.rights),
    )


def access_of_key(key: ApiKey, partner_id: int | None, *, also: int | None) -> PartnerAccess:
    """What a program may do: the rights of its scopes, for the partner that made the key.

    No query. Raises PartnerNotServed when the call names another partner.
    """
    if not {partner_id, also} <= {None, key.partner_id}:
        raise PartnerNotServed
    rights = rights_of(key.scopes)
    return PartnerAccess(
        user_id=key.user_id,
        partner_id=key.partner_id,
        partner=key.partner,
        # Not a row: a key's user is on nobody's team.
        membership=Membership(partner=key.partner, user=key.user, role=MemberRole.STAFF, rights=rights),
        rights=frozenset(rights),
    )


def served_partners(user_id: int) -> list[ServedPartner]:
    """Partners this person may work for, her own first."""
    return [
        ServedPartner(row.partner_id, row.partner.name, row.partner.owner_id) for row in _memberships(user_id)
    ]


def _memberships(user_id: int) -> list[Membership]:
    return sorted(_OF_USER.all(user_id), key=lambda row: row.role != MemberRole.OWNER)
