from datetime import timedelta

import pytest

from accounts.models import User
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.dashboard.models import AdsCost
from komship.dashboard.services import set_ads_cost
from komship.dashboard.services.set_ads_cost import MOST_RP
from komship.lib import clock
from komship.lib.errors import InvalidInput


def test_a_cost_is_kept_changed_and_written_down(wati: User) -> None:
    actor = Actor(user_id=wati.pk, label="wati", channel="admin")
    today = clock.today()

    set_ads_cost(today, 90_000, note=" Meta ", actor=actor)
    set_ads_cost(today, 95_000, actor=actor)
    set_ads_cost(today, 95_000, actor=actor)

    row = AdsCost.objects.get()
    assert (row.day, row.cost_rp, row.note, row.changed_by_id) == (today, 95_000, "", wati.pk)
    entries = AuditEntry.objects.filter(action="dashboard.ads_cost").order_by("id")
    assert [(entry.before, entry.after) for entry in entries] == [
        (None, {"cost_rp": 90_000, "note": "Meta"}),
        ({"cost_rp": 90_000, "note": "Meta"}, {"cost_rp": 95_000, "note": ""}),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("ahead", "cost_rp"), [(1, 1), (0, -1), (0, MOST_RP + 1)])
def test_what_cannot_be_is_refused(ahead: int, cost_rp: int) -> None:
    actor = Actor(user_id=None, label="wati", channel="admin")

    with pytest.raises(InvalidInput):
        set_ads_cost(clock.today() + timedelta(days=ahead), cost_rp, actor=actor)

    assert not AdsCost.objects.exists()
