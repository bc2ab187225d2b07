from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from komship.lib import clock
from shipping.models import CarrierCall, CarrierPush, Quote

KEEP_CALLS_FOR = timedelta(days=30)
KEEP_QUOTES_FOR = timedelta(hours=1)
AT_ONCE = 5_000


def purge_old_rows() -> int:
    """Forget couriers' exchanges and pushes after 30 days, quotes an hour after they expired; how many."""
    now = clock.now()
    old_calls = CarrierCall.objects.filter(created_at__lt=now - KEEP_CALLS_FOR)
    old_pushes = CarrierPush.objects.filter(received_at__lt=now - KEEP_CALLS_FOR)
    old_quotes = Quote.objects.filter(expires_at__lt=now - KEEP_QUOTES_FOR)
    return _delete_some(old_calls) + _delete_some(old_pushes) + _delete_some(old_quotes)


def _delete_some(rows: QuerySet[Any]) -> int:
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if ids:
        rows.filter(pk__in=ids).delete()
    return len(ids)
