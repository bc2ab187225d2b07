import pytest

from finance.services import propose_write_off, refuse_write_off, resolve_difference
from finance.states import Resolution
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from tests.factories.finance import operator
from tests.factories.remittances import booked, line, make_format, matched, only_difference

pytestmark = pytest.mark.django_db


def test_a_refused_proposal_is_open_again() -> None:
    booked(matched(make_format(), line("NOBODY")))
    pk = propose_write_off(only_difference().pk, actor=operator("wati"), reason="x").pk

    back = refuse_write_off(pk, actor=operator("dewi"), reason="tanya kurir dulu")

    assert (back.status, back.proposed_by_id, back.reason) == ("open", None, "")
    assert AuditEntry.objects.get(action="finance.difference_refused").reason == "tanya kurir dulu"
    with pytest.raises(StaleState):
        refuse_write_off(pk, actor=operator("dewi"))
    resolve_difference(pk, Resolution.IGNORED, actor=operator("dewi"), reason="y")
