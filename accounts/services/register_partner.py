from django.db import transaction
from django.utils.translation import gettext as _

from accounts.events import PartnerRegistered
from accounts.models import Membership, Partner, PartnerSettings, SenderIdentity
from accounts.services.create_user import NewUser, create_user
from accounts.states import MemberRole, Role
from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces


def register_partner(owner: NewUser, *, partner_name: str, actor: Actor | None = None) -> Partner:
    """Create a seller and her partner with settings, membership and her own sender identity.

    The partner's name becomes that identity's name. Emits partner.registered.
    Raises NameTaken, InvalidInput, InvalidPhone.
    """
    name = fold_spaces(partner_name)
    if not 1 <= len(name) <= 60:
        text = _("Nama toko harus 1 sampai 60 karakter.")
        raise InvalidInput(text, fields={"partner_name": [text]})
    with transaction.atomic():
        user = create_user(owner, role=Role.SELLER)
        partner = Partner.objects.create(name=name, owner=user)
        PartnerSettings.objects.create(partner=partner)
        Membership.objects.create(partner=partner, user=user, role=MemberRole.OWNER)
        SenderIdentity.objects.create(
            partner=partner, name=name, phone=user.phone, is_own=True, is_default=True
        )
        record("partner.registered", partner, actor=actor)
        emit(PartnerRegistered(partner_id=partner.pk, owner_id=user.pk))
    return partner
