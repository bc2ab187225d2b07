from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.selectors.invitations import invitation_to_mail, invitation_token
from komship.lib import clock
from notifications.services.send_letter import send_letter


def mail_invitation(invitation_id: int) -> bool:
    """Mail somebody the link by which she joins a team; False when it has been answered meanwhile.

    Talks to the mail server, so outside any transaction and at least once.
    """
    invitation = invitation_to_mail(invitation_id)
    if invitation is None:
        return False
    values = {
        "name": invitation.full_name,
        "by": invitation.invited_by.get_full_name(),
        "shop": invitation.partner.name,
        "link": settings.PUBLIC_URL + reverse("accounts:invitation", args=[invitation_token(invitation)]),
        "until": clock.wib(invitation.expires_at).strftime("%d/%m/%Y %H.%M"),
    }
    text = _(
        "Halo %(name)s,\n\n"
        "%(by)s mengundangmu bergabung dengan tim %(shop)s di Komship:\n\n%(link)s\n\n"
        "Tautan berlaku sampai %(until)s WIB. Kalau kamu tidak mengenal toko ini, "
        "abaikan e-mail ini.\n\nKomship"
    )
    send_letter(invitation.email, _("Undangan dari %(shop)s") % values, text % values)
    return True
