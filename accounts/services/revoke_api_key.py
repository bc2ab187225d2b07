from django.db import transaction

from accounts.errors import ApiKeyNotFound
from accounts.events import ApiKeyChanged
from accounts.models import ApiKey
from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib import clock


def revoke_api_key(key_id: int, *, partner_id: int, actor: Actor) -> None:
    """End a key at once and for good; what was made with it stays. Raises ApiKeyNotFound."""
    with transaction.atomic():
        mine = ApiKey.objects.for_partner(partner_id).filter(pk=key_id, revoked_at__isnull=True)
        key = mine.first()
        if key is None or not mine.update(revoked_at=clock.now()):
            raise ApiKeyNotFound
        record("api_key.revoked", key, actor=actor, change=({"name": key.name}, None))
        emit(
            ApiKeyChanged(
                partner_id=partner_id, change="revoked", name=key.name, prefix=key.prefix, by=actor.label
            )
        )
