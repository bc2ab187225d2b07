from komship.lib import clock
from shipping.models import Pickup


def warehouse_has_open_pickup(warehouse_id: int) -> bool:
    """Whether a courier is still expected at this address."""
    return Pickup.objects.filter(
        warehouse_id=warehouse_id, status=Pickup.Status.SCHEDULED, pickup_on__gte=clock.today()
    ).exists()
