from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models.partner import Partner
from accounts.states import Mission


class StarterChallengeQuerySet(models.QuerySet["StarterChallenge"]):
    def for_partner(self, partner_id: int) -> "StarterChallengeQuerySet":
        return self.filter(partner_id=partner_id)


class StarterChallenge(models.Model):
    """The first day's missions of a new seller, rewarded with points."""

    partner = models.OneToOneField(Partner, on_delete=models.CASCADE, related_name="starter_challenge")
    missions_done = ArrayField(
        models.CharField(max_length=20, choices=Mission.choices), default=list, blank=True
    )
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now())

    objects = StarterChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tantangan awal")
        verbose_name_plural = _("tantangan awal")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claimed_at__isnull=True) | models.Q(finished_at__isnull=False),
                name="challenge_claimed_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"starter challenge of {self.partner_id}"
