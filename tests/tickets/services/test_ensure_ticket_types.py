import pytest

from tickets.models import TicketType
from tickets.services import ensure_ticket_types
from tickets.states import FIRST_TYPES


@pytest.mark.django_db
def test_first_types_come_with_the_migration_and_stay() -> None:
    assert list(TicketType.objects.order_by("position").values_list("name", "open_to_sellers")) == [
        *FIRST_TYPES
    ]
    TicketType.objects.filter(position=1).update(open_to_sellers=False)
    TicketType.objects.filter(position=5).delete()
    ensure_ticket_types()
    assert TicketType.objects.count() == len(FIRST_TYPES)
    assert not TicketType.objects.get(position=1).open_to_sellers
