from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner, User
from tickets.states import OPEN, Author, Outcome, TicketStatus

_OPEN_STATUSES = sorted(status.value for status in OPEN)


class TicketType(models.Model):
    """A kind of problem; a row and not an enumeration, because operators add kinds."""

    name = models.CharField(max_length=80, unique=True)
    open_to_sellers = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("jenis tiket")
        verbose_name_plural = _("jenis tiket")

    def __str__(self) -> str:
        return self.name


class TicketQuerySet(models.QuerySet["Ticket"]):
    def for_partner(self, partner_id: int) -> "TicketQuerySet":
        return self.filter(partner_id=partner_id)

    def open(self) -> "TicketQuerySet":
        return self.filter(status__in=_OPEN_STATUSES)


class Ticket(models.Model):
    """A problem with a parcel that seller and courier talk about."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="tickets")
    number = models.CharField(max_length=24, unique=True)
    # The number of the order it is about: orders stands below and is known here by number only.
    reference = models.CharField(max_length=20)
    airway_bill = models.CharField(max_length=40, blank=True)
    type = models.ForeignKey(TicketType, on_delete=models.PROTECT, related_name="tickets")
    status = models.PositiveSmallIntegerField(choices=TicketStatus.choices, default=TicketStatus.UNPROCESSED)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default=Outcome.UNKNOWN)
    subject = models.CharField(max_length=160)
    is_priority = models.BooleanField(default=False)
    deadline_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("tiket")
        verbose_name_plural = _("tiket")
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=Q(status__in=_OPEN_STATUSES), name="ticket_one_open_per_order"
            ),
            models.CheckConstraint(condition=Q(status__in=TicketStatus.values), name="ticket_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=_OPEN_STATUSES, closed_at__isnull=True)
                | (~Q(status__in=_OPEN_STATUSES) & Q(closed_at__isnull=False)),
                name="ticket_closed_when_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["partner", "status"], name="ticket_partner_status"),
            models.Index(fields=["reference", "-id"], name="ticket_by_reference"),
            models.Index(fields=["created_at"], name="ticket_by_day"),
        ]

    def __str__(self) -> str:
        return self.number


class TicketMessageQuerySet(models.QuerySet["TicketMessage"]):
    def for_partner(self, partner_id: int) -> "TicketMessageQuerySet":
        return self.filter(ticket__partner_id=partner_id)

    def unread_by_partner(self) -> "TicketMessageQuerySet":
        return self.filter(read_at__isnull=True).exclude(author=Author.PARTNER)


class TicketMessage(models.Model):
    """One line of a ticket's conversation. `read_at`: when the other side opened it."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="messages")
    author = models.CharField(max_length=12, choices=Author.choices)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = TicketMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("pesan tiket")
        verbose_name_plural = _("pesan tiket")
        indexes = [
            models.Index(fields=["ticket"], condition=Q(read_at__isnull=True), name="ticket_message_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.author} on {self.ticket_id}"
