from shipping.errors import DeskMissing
from shipping.models import Courier, CourierDesk


def courier_of_desk(user_id: int) -> Courier:
    """The courier this person works at. One query. Raises DeskMissing."""
    desk = CourierDesk.objects.select_related("courier").filter(user=user_id).first()
    if desk is None:
        raise DeskMissing
    return desk.courier
