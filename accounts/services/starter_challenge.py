from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Case, F, Func, Value, When

from accounts.models import StarterChallenge
from accounts.ports import mission_was_done
from accounts.selectors.people import basic_missions_done
from accounts.states import Mission
from komship.lib import clock

LASTS = timedelta(hours=24)


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
    now = clock.now()
    others = [other.value for other in Mission if other != mission]
    running = StarterChallenge.objects.for_partner(partner_id).filter(expires_at__gt=now)
    ticked = running.exclude(missions_done__contains=[mission.value]).update(
        missions_done=Func(
            F("missions_done"),
            Value(mission.value),
            function="array_append",
            output_field=ArrayField(models.CharField(max_length=20)),
        ),
        finished_at=Case(
            When(missions_done__contains=others, then=Value(now)),
            default=F("finished_at"),
            output_field=models.DateTimeField(null=True),
        ),
        updated_at=now,
    )
    return bool(ticked)
