from django.db import transaction

from accounts.models import Invitation
from accounts.selectors.invitations import DeadInvitation
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.db import require_one


def withdraw_invitation(invitation_id: int, *, partner_id: int, actor: Actor | None = None) -> None:
    """Take an open invitation back; its links die. Raises DeadInvitation."""
    with transaction.atomic():
        mine = Invitation.objects.for_partner(partner_id).open().filter(pk=invitation_id)
        require_one(mine.update(withdrawn_at=clock.now()), DeadInvitation())
        record("member.uninvited", Invitation(pk=invitation_id, partner_id=partner_id), actor=actor)
