from hashlib import sha256

from django.db.models import QuerySet

from accounts.models import ApiKey
from komship.lib import clock
from komship.lib.compiled import CompiledQuery

BEGINNING = "kmsk_"
TEST_BEGINNING = "kmsk_test_"

_LIVE = CompiledQuery(
    lambda digest, now: (
        ApiKey.objects.live(now)
        .filter(digest=digest)
        .select_related("user", "partner__owner", "partner__settings")
    )
)


def digest_of(raw: str) -> str:
    """What is stored of a key. Plain SHA-256 is enough for 256 random bits."""
    return sha256(raw.encode()).hexdigest()


def live_key(raw: str) -> ApiKey | None:
    """The key with its partner and its own user, unless it is unknown, ended, revoked or its shop's
    owner is locked out. One query."""
    key = _LIVE.first(digest_of(raw), clock.now())
    return key if key is not None and key.partner.owner.is_active else None


def api_keys(partner_id: int) -> QuerySet[ApiKey]:
    """Keys of a partner that were not revoked, ended ones too, the newest first."""
    rows = ApiKey.objects.for_partner(partner_id).filter(revoked_at__isnull=True)
    return rows.select_related("made_by").order_by("-id")
