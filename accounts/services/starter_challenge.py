from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Func, Q, Value

from accounts.models import StarterChallenge
from accounts.states import Mission
from komship.lib import clock

LASTS = timedelta(hours=24)


def start_challenge(partner_id: int) -> StarterChallenge:
    """Start the 24 hours of a partner's starter challenge; a second start changes nothing."""
    now = clock.now()
    row, _ = StarterChallenge.objects.get_or_create(
        partner_id=partner_id, defaults={"expires_at": now + LASTS, "created_at": now, "updated_at": now}
    )
    return row


def complete_mission(partner_id: int, mission: Mission) -> bool:
    """Tick a mission of a running challenge; False when there is nothing to tick.

    Two conditional UPDATEs, so that missions done at the same moment are all kept.
    """
    now = clock.now()
    running = StarterChallenge.objects.for_partner(partner_id).filter(expires_at__gt=now)
    with transaction.atomic():
        ticked = running.exclude(missions_done__contains=[mission.value]).update(
            missions_done=Func(
                F("missions_done"),
                Value(mission.value),
                function="array_append",
                output_field=ArrayField(models.CharField(max_length=20)),
            ),
            updated_at=now,
        )
        everything = Q(missions_done__contains=list(Mission.values))
        running.filter(everything, finished_at__isnull=True).update(finished_at=now)
    return bool(ticked)
