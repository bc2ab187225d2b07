"""Files of orders hold names and addresses: they are kept no longer than they are needed."""

from datetime import timedelta

from komship.lib import clock
from orders.models import OrderImport

KEEP_FOR = timedelta(days=30)
AT_ONCE = 20


def forget_order_imports() -> int:
    """Delete imports a month after they were sent, with their rows; their orders stay. Returns how many."""
    old = OrderImport.objects.filter(created_at__lt=clock.now() - KEEP_FOR).order_by("pk")
    ids = list(old.values_list("pk", flat=True)[:AT_ONCE])
    OrderImport.objects.filter(pk__in=ids).delete()
    return len(ids)
