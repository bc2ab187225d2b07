from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from komship.lib.clock import wib_moment
from tickets.models import Ticket, TicketMessage, TicketType
from tickets.models.ticket import TicketQuerySet
from tickets.states import Outcome, TicketStatus


@dataclass(frozen=True)
class TicketCounts:
    needs_followup: int
    unprocessed: int
    in_process: int
    finished: int
    finished_delivered: int


@dataclass(frozen=True)
class TicketFilter:
    """What a list of tickets is narrowed to; dates are Jakarta days, both ends included."""

    statuses: tuple[int, ...] = ()
    type_ids: tuple[int, ...] = ()
    created: tuple[date | None, date | None] = (None, None)
    updated: tuple[date | None, date | None] = (None, None)
    number: str = ""
    airway_bill: str = ""


def ticket_counts(partner_id: int) -> TicketCounts:
    """The partner's tickets by status. One query."""
    done = Q(status=TicketStatus.FINISHED)
    row = Ticket.objects.for_partner(partner_id).aggregate(
        needs_followup=Count("pk", filter=Q(status=TicketStatus.NEEDS_FOLLOWUP)),
        unprocessed=Count("pk", filter=Q(status=TicketStatus.UNPROCESSED)),
        in_process=Count("pk", filter=Q(status=TicketStatus.IN_PROCESS)),
        finished=Count("pk", filter=done),
        finished_delivered=Count("pk", filter=done & Q(outcome=Outcome.DELIVERED)),
    )
    return TicketCounts(**row)


def needs_followup_count(partner_id: int) -> int:
    """Tickets that wait for the seller."""
    return Ticket.objects.for_partner(partner_id).filter(status=TicketStatus.NEEDS_FOLLOWUP).count()


def unread_count(partner_id: int, wanted: TicketFilter) -> int:
    """Tickets with messages the seller has not opened yet."""
    unread = TicketMessage.objects.unread_by_partner().filter(ticket=OuterRef("pk"))
    return narrowed(Ticket.objects.for_partner(partner_id), wanted).filter(Exists(unread)).count()


def narrowed(rows: TicketQuerySet, wanted: TicketFilter) -> TicketQuerySet:
    """The tickets that pass a filter; what is not set lets everything through."""
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.type_ids:
        rows = rows.filter(type_id__in=wanted.type_ids)
    if wanted.number:
        rows = rows.filter(number__icontains=wanted.number)
    if wanted.airway_bill:
        rows = rows.filter(airway_bill__icontains=wanted.airway_bill)
    rows = _between(rows, "created_at", *wanted.created)
    return _between(rows, "updated_at", *wanted.updated)


def ticket_types(*, open_to_sellers: bool = False) -> list[TicketType]:
    """Kinds of tickets in their order; only those a seller may open, if asked."""
    rows = TicketType.objects.order_by("position", "id")
    return list(rows.filter(open_to_sellers=True) if open_to_sellers else rows)


def _between(rows: TicketQuerySet, field: str, first: date | None, last: date | None) -> TicketQuerySet:
    if first is not None:
        rows = rows.filter(**{f"{field}__gte": wib_moment(first)})
    if last is not None:
        rows = rows.filter(**{f"{field}__lt": wib_moment(last + timedelta(days=1))})
    return rows
