from django.db import transaction

from accounts.models import SenderIdentity
from accounts.services.save_sender_identity import (
    OwnIdentityFixed,
    SenderIdentityNotFound,
    lock_partner,
    make_default_identity,
)
from komship.core.audit import Actor, record


def delete_sender_identity(identity_id: int, *, partner_id: int, actor: Actor | None = None) -> None:
    """Remove a sender name; orders that used it are labelled with the partner's own from now on.

    A default mark goes back to the partner's own identity. Locks the partner row.
    Raises SenderIdentityNotFound, OwnIdentityFixed.
    """
    with transaction.atomic():
        lock_partner(partner_id)
        mine = SenderIdentity.objects.for_partner(partner_id)
        row = mine.filter(pk=identity_id).first()
        if row is None:
            raise SenderIdentityNotFound
        if row.is_own:
            raise OwnIdentityFixed
        record("sender_identity.deleted", row, actor=actor, change=({"name": row.name}, None))
        mine.filter(pk=identity_id).delete()
        if row.is_default:
            own = mine.filter(is_own=True).values_list("pk", flat=True).first()
            if own is not None:
                make_default_identity(partner_id, own)
