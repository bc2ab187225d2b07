import hashlib

from django.db import transaction
from django.db.models import F

from finance.errors import NewsTooLarge
from finance.events import GatewayTold
from finance.models import GatewayNews
from komship.core.outbox import emit
from komship.lib import clock

MOST_BYTES = 64 * 1024
_LONGEST_ID = 64


def keep_gateway_news(body: bytes, *, delivery_id: str = "") -> bool:
    """Store what the gateway told us and have it taken in later; whether it came for the first time.

    The caller has checked who sent it. A delivery is one row however often it comes, told by the
    gateway's number for it or by the digest of the raw body. Raises NewsTooLarge.
    """
    if len(body) > MOST_BYTES:
        raise NewsTooLarge
    digest = hashlib.sha256(body).hexdigest()
    # A number that is repeated with another body would hide the second one: the digest is part of it.
    key = hashlib.sha256(f"{delivery_id}:{digest}".encode()).hexdigest() if delivery_id else digest
    now = clock.now()
    with transaction.atomic():
        news, is_new = GatewayNews.objects.get_or_create(
            delivery_id=key[:_LONGEST_ID],
            defaults={
                "body": body.decode(errors="replace").replace("\x00", ""),
                "received_at": now,
                "last_seen_at": now,
            },
        )
        if is_new:
            emit(GatewayTold(news_id=news.pk))
        else:
            seen_again = GatewayNews.objects.filter(pk=news.pk)
            seen_again.update(times_seen=F("times_seen") + 1, last_seen_at=now)
    return is_new
