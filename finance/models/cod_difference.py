from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from finance.models.entry import Entry
from finance.models.parcel_money import ParcelMoney
from finance.models.remittance import Remittance, RemittanceLine
from finance.states import DifferenceKind, DifferenceStatus, Resolution

_OPEN = ~Q(status=DifferenceStatus.RESOLVED)
_MISSING = Q(kind=DifferenceKind.MISSING)


class CodDifference(models.Model):
    """What a courier's statement leaves to be found out about one line, one parcel or the receipt.

    `amount_rp` is what the courier owes us; negative when it brought too much. While open, that much lies
    in the suspense account, once the statement is booked; a parcel that is missing stays receivable.
    """

    kind = models.CharField(_("jenis"), max_length=16, choices=DifferenceKind.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=DifferenceStatus.choices, default=DifferenceStatus.OPEN
    )
    remittance = models.ForeignKey(
        Remittance, verbose_name=_("laporan"), on_delete=models.PROTECT, related_name="differences"
    )
    line = models.ForeignKey(
        RemittanceLine, on_delete=models.PROTECT, null=True, blank=True, related_name="differences"
    )
    parcel = models.ForeignKey(
        ParcelMoney,
        verbose_name=_("paket"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    amount_rp = models.BigIntegerField(_("selisih"))
    # From this day its age is counted.
    since_on = models.DateField(_("sejak"))
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ditangani"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField(_("catatan"), max_length=255, blank=True)
    resolution = models.CharField(
        _("penyelesaian"), max_length=12, choices=Resolution.choices, blank=True, default=""
    )
    reason = models.CharField(_("alasan"), max_length=255, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diselesaikan oleh"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    resolved_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("selisih COD")
        verbose_name_plural = _("selisih COD")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=DifferenceKind.values), name="difference_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=DifferenceStatus.values), name="difference_status_known"
            ),
            models.CheckConstraint(
                condition=_OPEN & Q(resolution="", resolved_at__isnull=True, entry__isnull=True)
                | ~_OPEN & Q(resolved_at__isnull=False) & ~Q(resolution=""),
                name="difference_resolved_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(resolution=Resolution.WRITTEN_OFF)
                | Q(proposed_by__isnull=False, resolved_by__isnull=False) & ~Q(resolved_by=F("proposed_by")),
                name="difference_written_off_by_two",
            ),
            models.UniqueConstraint(fields=["line"], condition=_OPEN, name="difference_open_per_line"),
            models.UniqueConstraint(fields=["parcel"], condition=_MISSING, name="difference_missing_once"),
            models.CheckConstraint(
                condition=_MISSING & Q(line__isnull=True, parcel__isnull=False)
                | Q(kind=DifferenceKind.RECEIPT, line__isnull=True)
                | ~_MISSING & ~Q(kind=DifferenceKind.RECEIPT) & Q(line__isnull=False),
                name="difference_is_about_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["since_on", "id"], condition=_OPEN, name="difference_queue"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
