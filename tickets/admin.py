"""Ops panel of tickets: to look."""

from django.contrib import admin
from unfold.admin import TabularInline

from accounts.admin import LookOnly, ReadOnlyAdmin
from tickets.models import Ticket, TicketMessage


class MessageInline(LookOnly, TabularInline):
    model = TicketMessage
    fields = ("created_at", "author", "user", "text", "read_at")
    readonly_fields = ("created_at",)
    extra = 0


@admin.register(Ticket)
class TicketAdmin(ReadOnlyAdmin):
    list_display = ("number", "partner", "type", "status", "airway_bill", "deadline_at", "created_at")
    list_filter = ("status", "type", "outcome")
    list_select_related = ("partner", "type")
    search_fields = ("number", "reference", "airway_bill", "partner__name")
    inlines = (MessageInline,)
