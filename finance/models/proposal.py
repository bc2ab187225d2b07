from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner
from finance.models.entry import Entry
from finance.states import ProposalKind, ProposalStatus


class MoneyProposalQuerySet(models.QuerySet["MoneyProposal"]):
    def for_partner(self, partner_id: int) -> "MoneyProposalQuerySet":
        return self.filter(partner_id=partner_id)


class MoneyProposal(models.Model):
    """Money that one person of ops wants to give or take, and a second one decides about."""

    kind = models.CharField(max_length=12, choices=ProposalKind.choices)
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.PROPOSED)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    # Signed: what is added to the seller's available money.
    amount_rp = models.BigIntegerField()
    # Number of the parcel it is about; blank for none.
    reference = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=255)
    # Whether taking money may leave a negative balance.
    may_overdraw = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.CharField(max_length=255, blank=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MoneyProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("usulan uang")
        verbose_name_plural = _("usulan uang")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="proposal_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=ProposalStatus.values), name="proposal_status_known"
            ),
            models.CheckConstraint(condition=~Q(amount_rp=0), name="proposal_not_zero"),
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="proposal_two_people"),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.PROPOSED, decided_by__isnull=True, entry__isnull=True)
                | Q(status=ProposalStatus.REFUSED, decided_by__isnull=False, entry__isnull=True)
                | Q(status=ProposalStatus.APPROVED, decided_by__isnull=False, entry__isnull=False),
                name="proposal_decision_signed",
            ),
            # One open compensation for a parcel; adjustments may be several.
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(kind=ProposalKind.COMPENSATION, status=ProposalStatus.PROPOSED),
                name="proposal_one_compensation",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], condition=Q(status=ProposalStatus.PROPOSED), name="proposal_open_queue"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
