from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProofRun(models.Model):
    """One proof of the books: what was read, how long it took, and whether all of it was true."""

    started_at = models.DateTimeField(_("mulai"), db_index=True)
    elapsed_ms = models.PositiveIntegerField(_("lama (ms)"))
    is_nightly = models.BooleanField(_("malam"), default=False)
    is_true = models.BooleanField(_("cocok"))
    entries = models.PositiveBigIntegerField(_("jumlah jurnal"))
    postings = models.PositiveBigIntegerField(_("jumlah baris jurnal"))
    parcels = models.PositiveBigIntegerField(_("jumlah paket"))
    seal_head = models.CharField(_("segel terakhir"), max_length=90, blank=True)

    class Meta:
        verbose_name = _("bukti pembukuan")
        verbose_name_plural = _("bukti pembukuan")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class ProofFinding(models.Model):
    """What one rule of a proof found: `offenders` are the first of those that break it."""

    run = models.ForeignKey(ProofRun, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(_("aturan"), max_length=120)
    broken = models.PositiveBigIntegerField(_("melanggar"))
    offenders = ArrayField(models.TextField(), verbose_name=_("contoh"), default=list)
    elapsed_ms = models.PositiveIntegerField(_("lama (ms)"))

    class Meta:
        verbose_name = _("temuan")
        verbose_name_plural = _("temuan")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.rule
