from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner, StarterChallenge
from accounts.ports import reward_points
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.errors import Conflict

REWARD_POINTS = 50_000


class RewardNotClaimable(Conflict):
    code = "reward_not_claimable"

    def __init__(self) -> None:
        super().__init__(_("Hadiah belum bisa diklaim, atau sudah pernah diklaim."))


def claim_reward(partner_id: int, *, actor: Actor | None = None) -> int:
    """Give the points of a finished starter challenge, once; returns how many.

    One conditional UPDATE decides, in one transaction with the ledger entry. Raises
    RewardNotClaimable when missions are open, time ran out or it was claimed before.
    """
    with transaction.atomic():
        claimable = StarterChallenge.objects.for_partner(partner_id).filter(
            finished_at__isnull=False, claimed_at__isnull=True
        )
        now = clock.now()
        if not claimable.update(claimed_at=now, updated_at=now):
            raise RewardNotClaimable
        reward_points(partner_id, amount_rp=REWARD_POINTS, key=f"starter_challenge:{partner_id}")
        record(
            "challenge.claimed", Partner(pk=partner_id), actor=actor, change=(None, {"points": REWARD_POINTS})
        )
    return REWARD_POINTS
