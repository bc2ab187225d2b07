"""The starter challenge as the home page shows it to the owner of a young shop."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Partner, StarterChallenge
from accounts.selectors.people import starter_challenge
from accounts.states import Mission
from komship.lib import clock
from komship.web.formats import moment_text

# Older shops are not asked about beginnings, which also saves their home page a query.
YOUNG_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Challenge:
    """`action` is where the button posts to; empty without one."""

    missions: list[tuple[str, bool]]
    note: str
    action: str
    is_claimable: bool = False


def challenge_of(partner: Partner) -> Challenge | None:
    """None once the reward was claimed, time ran out, or the shop is no longer young. One query at most."""
    if partner.created_at < clock.now() - YOUNG_FOR:
        return None
    row = starter_challenge(partner.pk)
    if row is None:
        return Challenge([], "", reverse("accounts:start_challenge"))
    if row.claimed_at is not None:
        return None
    if row.finished_at is not None:
        return Challenge(
            _missions(row), _("Semua selesai"), reverse("accounts:claim_reward"), is_claimable=True
        )
    if row.expires_at <= clock.now():
        return None
    return Challenge(_missions(row), _("sampai %(end)s") % {"end": moment_text(row.expires_at)}, "")


def _missions(row: StarterChallenge) -> list[tuple[str, bool]]:
    return [(str(mission.label), mission.value in row.missions_done) for mission in Mission]
