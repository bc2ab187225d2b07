"""Ops panel of the platform: what waits in the outbox, what failed, and who decided what."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin, TabularInline

from komship.core import audit, outbox
from komship.core.models import AuditEntry, EventDelivery, OutboxEvent

MOST_AT_ONCE = 500


class LookOnly:
    """Rows the platform writes and people read."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(LookOnly, ModelAdmin):
    """Big tables are never counted in full."""

    list_per_page = 50
    show_full_result_count = False


class DeliveryInline(LookOnly, TabularInline):
    model = EventDelivery
    fields = ("handler", "queue", "state", "attempts", "failures", "due_at", "done_at", "last_error")
    readonly_fields = fields
    extra = 0


@admin.register(OutboxEvent)
class OutboxEventAdmin(ReadOnlyAdmin):
    list_display = ("id", "topic", "created_at")
    list_filter = ("topic",)
    ordering = ("-id",)
    inlines = (DeliveryInline,)


@admin.register(EventDelivery)
class EventDeliveryAdmin(ReadOnlyAdmin):
    list_display = (
        "id",
        "event_link",
        "handler",
        "queue",
        "state",
        "attempts",
        "failures",
        "due_at",
        "error",
    )
    list_filter = ("state", "queue", "handler")
    list_select_related = ("event",)
    ordering = ("-id",)
    actions = ("retry",)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("core.change_eventdelivery")

    @admin.display(description=_("kejadian"))
    def event_link(self, row: EventDelivery) -> str:
        url = reverse("admin:core_outboxevent_change", args=[row.event_id])
        return format_html('<a href="{}">{}</a>', url, row.event)

    @admin.display(description=_("kesalahan terakhir"))
    def error(self, row: EventDelivery) -> str:
        return row.last_error[:120]

    @admin.action(description=_("Coba lagi yang diparkir"), permissions=["retry"])
    def retry(self, request: HttpRequest, deliveries: QuerySet[EventDelivery]) -> None:
        """Parked deliveries start afresh; all others are left alone."""
        parked = deliveries.filter(state=EventDelivery.State.PARKED).order_by("id")
        ids = list(parked.values_list("pk", flat=True)[:MOST_AT_ONCE])
        with transaction.atomic():
            count = outbox.retry_parked(ids)
            for pk in ids:
                audit.record("outbox.retry", f"core.eventdelivery:{pk}", actor=_actor(request))
        text = ngettext("%(n)s kiriman dicoba lagi.", "%(n)s kiriman dicoba lagi.", count) % {"n": count}
        self.message_user(request, text, messages.SUCCESS if count else messages.WARNING)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("id", "happened_at", "action", "user_label", "channel", "target", "partner_id", "reason")
    list_filter = ("channel", "action")
    search_fields = ("=target_key", "=user_label", "=action")
    search_help_text = _("Nomor baris, nama pengguna, atau tindakan, tepat seperti tertulis")
    ordering = ("-id",)

    @admin.display(description=_("baris"))
    def target(self, row: AuditEntry) -> str:
        return f"{row.target_type}:{row.target_key}"


def _actor(request: HttpRequest) -> audit.Actor:
    return audit.Actor(user_id=request.user.pk, label=request.user.get_username(), channel="admin")
