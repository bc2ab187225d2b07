from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, Membership, User
from accounts.selectors.invitations import DeadInvitation, invitation_of
from accounts.services.add_member import add_member
from accounts.services.open_member_account import MemberAccount, open_member_account
from accounts.states import MemberRole
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.db import require_one
from komship.lib.errors import NotAllowed


class InvitedSomebodyElse(NotAllowed):
    code = "invited_somebody_else"

    def __init__(self) -> None:
        super().__init__(_("Undangan ini untuk alamat e-mail lain. Keluar dulu, lalu buka lagi tautannya."))


def accept_invitation(token: str, *, user: User) -> Membership:
    """Let somebody with an account join the team she was invited to, under the invited address.

    One conditional UPDATE uses the invitation up. Raises DeadInvitation, InvitedSomebodyElse,
    InvalidInput, TooManyMembers.
    """
    invitation = invitation_of(token)
    if user.email != invitation.email:
        raise InvitedSomebodyElse
    with transaction.atomic():
        _use_up(invitation)
        return add_member(
            user,
            partner_id=invitation.partner_id,
            role=MemberRole.STAFF,
            rights=invitation.rights,
            actor=Actor(user_id=user.pk, label=user.username, channel="web"),
        )


def join_with_new_account(token: str, *, full_name: str, password: str) -> Membership:
    """Make the invited person's account, with a password only she knows, and let it join.

    Raises DeadInvitation, NameTaken when the address has an account by now, InvalidInput (fields
    full_name, password), TooManyMembers.
    """
    invitation = invitation_of(token)
    account = MemberAccount(email=invitation.email, full_name=full_name, password=password)
    with transaction.atomic():
        _use_up(invitation)
        return open_member_account(account, partner_id=invitation.partner_id, rights=invitation.rights)


def _use_up(invitation: Invitation) -> None:
    row = Invitation.objects.open().filter(pk=invitation.pk, expires_at=invitation.expires_at)
    require_one(row.update(accepted_at=clock.now()), DeadInvitation())
