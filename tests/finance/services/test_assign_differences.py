import pytest

from accounts.models import User
from finance.models import CodDifference
from finance.services import assign_differences, resolve_difference
from finance.states import Resolution
from komship.lib.errors import InvalidInput
from tests.factories.finance import operator
from tests.factories.remittances import booked, line, make_format, matched

pytestmark = pytest.mark.django_db


def test_open_differences_get_somebody_and_a_note(siti: User) -> None:
    booked(matched(make_format(), line("A"), line("B")))
    first, second = CodDifference.objects.order_by("pk")
    wati = operator("wati")
    resolve_difference(first.pk, Resolution.IGNORED, actor=wati, reason="x")

    assert assign_differences([first.pk, second.pk], actor=wati, user_id=wati.user_id, note=" telp ") == 1
    assert assign_differences([second.pk], actor=wati) == 1

    second.refresh_from_db()
    assert (second.assigned_to, second.note) == (None, "telp")
    with pytest.raises(InvalidInput):
        assign_differences([second.pk], actor=wati, user_id=siti.pk)
