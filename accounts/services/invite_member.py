from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import PartnerNotServed
from accounts.events import MemberInvited
from accounts.models import Invitation, Membership, Partner
from accounts.services._grants import grantable
from accounts.services.add_member import MOST_MEMBERS, TooManyMembers
from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces

LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Invited:
    email: str
    full_name: str
    rights: Iterable[int]


def invite_member(
    person: Invited, *, partner_id: int, invited_by: int, actor: Actor | None = None
) -> Invitation:
    """Offer somebody a place on the team; the mail with the link leaves through the outbox.

    Inviting the same address again renews the offer, with the new name and rights, and older links
    die. Locks the partner row, so that the limit of 40 holds. Raises InvalidInput (fields email,
    full_name), TooManyMembers, PartnerNotServed.
    """
    email, name = _cleaned(person)
    now = clock.now()
    with transaction.atomic():
        if not Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).exists():
            raise PartnerNotServed
        team = Membership.objects.for_partner(partner_id).active()
        if team.filter(user__email=email).exists():
            raise _refused("email", _("Orang ini sudah ada di tim."))
        waiting = Invitation.objects.for_partner(partner_id).open()
        if team.count() + waiting.exclude(email=email).count() > MOST_MEMBERS:
            raise TooManyMembers(_("Paling banyak %(limit)d orang di tim.") % {"limit": MOST_MEMBERS})
        row, _created = waiting.update_or_create(
            partner_id=partner_id,
            email=email,
            defaults={
                "full_name": name,
                "rights": grantable(person.rights),
                "invited_by_id": invited_by,
                "expires_at": now + LASTS,
            },
        )
        record("member.invited", row, actor=actor, change=(None, {"email": email, "rights": row.rights}))
        emit(MemberInvited(invitation_id=row.pk))
    return row


def _cleaned(person: Invited) -> tuple[str, str]:
    email, name = person.email.strip().lower(), fold_spaces(person.full_name)
    try:
        validate_email(email)
    except ValidationError as error:
        raise _refused("email", _("Alamat e-mail tidak benar.")) from error
    if not 1 <= len(name) <= 120:
        raise _refused("full_name", _("Isi namanya."))
    return email, name


def _refused(field: str, text: str) -> InvalidInput:
    return InvalidInput(text, fields={field: [text]})
