from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LedgerSeal(models.Model):
    """A link of the chain over the ledger: what the entries of a range of ids were when it was closed.

    `content` is a hash over the entries with their postings; `digest` binds it, and the range, to the
    seal before. Never changed, never deleted. ADR 0030 has the recipe.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    first_entry_id = models.BigIntegerField()
    last_entry_id = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    postings = models.PositiveIntegerField()
    content = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("segel buku besar")
        verbose_name_plural = _("segel buku besar")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first_entry_id"], name="seal_range_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, first_entry_id__gte=1, last_entry_id__gte=F("first_entry_id")),
                name="seal_range_sane",
            ),
            models.CheckConstraint(
                condition=Q(content__regex="^[0-9a-f]{64}$", digest__regex="^[0-9a-f]{64}$"),
                name="seal_is_sha256",
            ),
        ]

    def __str__(self) -> str:
        return self.head

    @property
    def head(self) -> str:
        """What to keep elsewhere: whoever has it can tell whether the chain was made anew."""
        return f"{self.number}:{self.digest}"
