from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.rules import CODE_TRIES
from accounts.states import CodeChannel, CodePurpose


class OneTimeCode(models.Model):
    """The latest code (or mailed link) of a person for one purpose, and what became of it.

    The code itself is nowhere in the database: it follows from `seed` and the secret key.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=20, choices=CodePurpose.choices)
    channel = models.CharField(max_length=10, choices=CodeChannel.choices)
    address = models.CharField(max_length=190)
    seed = models.CharField(max_length=32)
    # Counts the codes of this row, so that a late delivery is not taken for the latest one.
    serial = models.PositiveIntegerField(default=1)
    # Codes asked for since `day_began_at`.
    sends = models.PositiveSmallIntegerField(default=1)
    day_began_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    spent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kode sekali pakai")
        verbose_name_plural = _("kode sekali pakai")
        constraints = [
            models.UniqueConstraint(fields=["user", "purpose"], name="one_time_code_latest"),
            models.CheckConstraint(condition=Q(tries__lte=CODE_TRIES), name="one_time_code_tries_bounded"),
            models.CheckConstraint(
                condition=Q(spent_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="one_time_code_spent_when_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} code of {self.user_id}"
