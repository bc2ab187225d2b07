from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import PartnerNotServed
from accounts.models import Membership, Partner, User
from accounts.services._grants import grantable
from accounts.services.create_user import NewUser, create_user
from accounts.states import MemberRole, Role
from komship.core.audit import Actor, record
from komship.lib.errors import Conflict, InvalidInput

MOST_MEMBERS = 40
_USER_ROLES = {MemberRole.STAFF: Role.MEMBER, MemberRole.HIRED_CS: Role.HIRED_CS}


class TooManyMembers(Conflict):
    code = "too_many_members"


def add_member(
    person: NewUser | User,
    *,
    partner_id: int,
    role: MemberRole,
    rights: Iterable[int],
    actor: Actor | None = None,
) -> Membership:
    """Let a person work for a partner; a `User` who is known already may serve several.

    Unknown rights and those only the owner holds are dropped. Locks the partner row, so that the
    limit of 40 holds. Raises NameTaken, InvalidInput, PartnerNotServed, TooManyMembers.
    """
    if role == MemberRole.OWNER:
        raise InvalidInput(_("Pemilik toko tidak bisa ditambahkan sebagai anggota."))
    granted = grantable(rights)
    with transaction.atomic():
        partner = Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).first()
        if partner is None:
            raise PartnerNotServed
        if Membership.objects.for_partner(partner_id).active().count() > MOST_MEMBERS:
            raise TooManyMembers
        user = person if isinstance(person, User) else create_user(person, role=_USER_ROLES[role])
        if partner.owner_id == user.pk:
            raise InvalidInput(_("Pemilik toko sudah punya semua hak."))
        row, _created = Membership.objects.update_or_create(
            partner_id=partner_id, user=user, defaults={"role": role, "rights": granted, "ended_at": None}
        )
        change = {"user": user.pk, "role": role.value, "rights": granted}
        record("member.added", row, actor=actor, change=(None, change))
    return row
