from django.urls import URLPattern

from komship.api.routing import row
from tickets.api.counts import NeedsFollowupCount, TicketCount, TicketTypeList, UnreadTotal

urlpatterns: list[URLPattern] = [
    row("v1/ticket-partner/count", get=TicketCount),
    row("v1/ticket-partner/count/need-followup", get=NeedsFollowupCount),
    row("v1/ticket-partner/ticket-type/list", get=TicketTypeList),
    row("v1/ticket-partner/total-unread", get=UnreadTotal),
]
