from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models.partner import Partner
from accounts.models.user import User


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def for_partner(self, partner_id: int) -> "FeedbackQuerySet":
        return self.filter(partner_id=partner_id)


class Feedback(models.Model):
    """What somebody at a partner's thinks of us, in one to five stars and words."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    stars = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("masukan")
        verbose_name_plural = _("masukan")
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="feedback_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.stars} stars of {self.partner_id}"
