from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from accounts.models import StarterChallenge
from accounts.ports import mission_was_done
from accounts.selectors.people import basic_missions_done
from accounts.states import Mission
from komship.lib import clock

LASTS = timedelta(hours=24)
# Every order comes by here; written down, it costs a third of what the ORM takes to compose it.
_TICK = """
UPDATE accounts_starterchallenge
   SET missions_done = array_append(missions_done, %(mission)s::varchar),
       finished_at = CASE WHEN missions_done @> %(others)s::varchar[] THEN %(now)s ELSE finished_at END,
       updated_at = %(now)s
 WHERE partner_id = %(partner_id)s AND expires_at > %(now)s
   AND NOT missions_done @> ARRAY[%(mission)s::varchar]
"""


def start_challenge(partner_id: int) -> StarterChallenge:
    """Start the 24 hours of a partner's starter challenge; a second start changes nothing.

    What she has done before counts.
    """
    now = clock.now()
    with transaction.atomic():
        row, created = StarterChallenge.objects.get_or_create(
            partner_id=partner_id, defaults={"expires_at": now + LASTS, "created_at": now, "updated_at": now}
        )
        if created:
            done = basic_missions_done(partner_id)
            for mission in Mission:
                if mission in done or mission_was_done(mission, partner_id):
                    complete_mission(partner_id, mission)
            row.refresh_from_db()
    return row


def complete_mission(partner_id: int, mission: Mission) -> bool:
    """Tick a mission of a running challenge; False when there is nothing to tick.

    One conditional UPDATE, which also sees whether this was the last open mission: missions done at
    the same moment are all kept, and a seller without a challenge costs one look at an index.
    """
    values: dict[str, Any] = {
        "partner_id": partner_id,
        "mission": mission.value,
        "others": [other.value for other in Mission if other != mission],
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_TICK, values)
        return bool(cursor.rowcount)
