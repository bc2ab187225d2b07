from collections.abc import Iterable

from django.db import transaction

from accounts.errors import PersonNotFound
from accounts.models import Membership
from accounts.services._grants import grantable
from accounts.states import MemberRole
from komship.core.audit import Actor, record


def change_member(
    user_id: int, *, partner_id: int, rights: Iterable[int], actor: Actor | None = None
) -> Membership:
    """Replace all rights of somebody on the team; they hold from her next request on.

    Unknown rights and those only the owner holds are dropped. Locks the membership.
    Raises PersonNotFound for strangers and for the owner, whose rights nobody changes.
    """
    granted = grantable(rights)
    with transaction.atomic():
        rows = Membership.objects.for_partner(partner_id).active().exclude(role=MemberRole.OWNER)
        row = rows.select_for_update().filter(user_id=user_id).first()
        if row is None:
            raise PersonNotFound
        before = {"user": user_id, "rights": list(row.rights)}
        row.rights = granted
        row.save(update_fields=["rights"])
        record("member.changed", row, actor=actor, change=(before, {"user": user_id, "rights": granted}))
    return row
