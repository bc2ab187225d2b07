from django.db import transaction

from accounts.errors import PersonNotFound
from accounts.models import Membership
from accounts.services.sign_out import sign_out_everywhere
from accounts.states import MemberRole
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.db import require_one


def end_membership(user_id: int, *, partner_id: int, actor: Actor | None = None) -> None:
    """Let somebody leave the team: from her next request on she serves this partner no more.

    Whoever then works for nobody is signed out on all her devices. Orders keep her name.
    Raises PersonNotFound for strangers and for the owner.
    """
    with transaction.atomic():
        running = Membership.objects.active().exclude(role=MemberRole.OWNER)
        mine = running.for_partner(partner_id).filter(user_id=user_id)
        row = mine.first()
        require_one(mine.update(ended_at=clock.now()), PersonNotFound())
        if not Membership.objects.active().filter(user_id=user_id).exists():
            sign_out_everywhere(user_id)
        record("member.removed", row or "membership", actor=actor, change=({"user": user_id}, None))
