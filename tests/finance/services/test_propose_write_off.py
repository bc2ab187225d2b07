import pytest

from finance import chart
from finance.services import propose_write_off, resolve_difference
from finance.states import Resolution
from komship.core.audit import SYSTEM
from komship.lib.errors import InvalidInput, NotAllowed, StaleState
from tests.factories.finance import balance, operator
from tests.factories.remittances import booked, line, make_format, matched, only_difference

pytestmark = pytest.mark.django_db


def test_nothing_moves_before_a_second_person_agrees() -> None:
    booked(matched(make_format(), line("NOBODY")))
    wati = operator("wati")

    proposed = propose_write_off(only_difference().pk, actor=wati, reason="kurir bangkrut")

    assert (proposed.status, proposed.reason, proposed.proposed_by_id) == (
        "proposed",
        "kurir bangkrut",
        wati.user_id,
    )
    assert balance(chart.SUSPENSE) == 111_150
    with pytest.raises(StaleState):
        propose_write_off(proposed.pk, actor=wati, reason="lagi")
    with pytest.raises(StaleState):
        resolve_difference(proposed.pk, Resolution.IGNORED, actor=wati, reason="x")


def test_a_person_says_why() -> None:
    booked(matched(make_format(), line("NOBODY")))

    with pytest.raises(InvalidInput):
        propose_write_off(only_difference().pk, actor=operator("wati"), reason="")
    with pytest.raises(NotAllowed):
        propose_write_off(only_difference().pk, actor=SYSTEM, reason="x")
