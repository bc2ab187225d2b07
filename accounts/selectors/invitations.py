from django.core import signing
from django.utils.translation import gettext as _

from accounts.models import Invitation
from komship.lib import clock
from komship.lib.errors import NotFound

_SALT = "accounts.invitation"


class DeadInvitation(NotFound):
    """Never made, used, taken back, renewed or too old; the answer is the same."""

    code = "dead_invitation"

    def __init__(self) -> None:
        super().__init__(_("Undangan ini sudah tidak berlaku. Minta yang baru ke pemilik toko."))


def invitation_token(invitation: Invitation) -> str:
    """What the link carries. It names the offer's end, so a renewed offer has another link."""
    return signing.dumps([invitation.pk, _end(invitation)], salt=_SALT)


def invitation_of(token: str) -> Invitation:
    """The open invitation behind a link, with its partner. Raises DeadInvitation."""
    try:
        invitation_id, end = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise DeadInvitation from error
    row = Invitation.objects.open().select_related("partner").filter(pk=invitation_id).first()
    if row is None or _end(row) != end or row.expires_at <= clock.now():
        raise DeadInvitation
    return row


def invitation_to_mail(invitation_id: int) -> Invitation | None:
    """The invitation while somebody may still follow it, with partner and inviter."""
    rows = Invitation.objects.open().filter(expires_at__gt=clock.now())
    return rows.select_related("partner", "invited_by").filter(pk=invitation_id).first()


def _end(invitation: Invitation) -> int:
    return int(invitation.expires_at.timestamp())
