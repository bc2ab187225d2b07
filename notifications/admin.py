"""Ops panel of notifications: to look, and to switch a webhook off."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import TabularInline

from accounts.admin import LookOnly, ReadOnlyAdmin, admin_actor
from komship.core.admin import BoundedPaginator
from notifications.models import (
    Announcement,
    InboxMessage,
    Notification,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)
from notifications.services import switch_webhook


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ("id", "partner", "kind", "title", "created_at", "read_at")
    list_filter = ("kind",)
    list_select_related = ("partner",)
    search_fields = ("title", "partner__name")


@admin.register(InboxMessage)
class InboxMessageAdmin(ReadOnlyAdmin):
    list_display = ("id", "partner", "title", "service", "created_at", "read_at")
    list_select_related = ("partner",)
    search_fields = ("title", "partner__name")


@admin.register(Announcement)
class AnnouncementAdmin(ReadOnlyAdmin):
    list_display = ("id", "title", "tone", "published_at", "ends_at")


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyAdmin):
    list_display = ("id", "partner", "url", "is_active", "failing_since", "disabled_at", "deleted_at")
    list_filter = ("is_active",)
    list_select_related = ("partner",)
    search_fields = ("partner__name", "url")
    exclude = ("seed", "old_seed")
    actions: ClassVar[list[str]] = ["switch_off"]

    def has_switch_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.change_webhookendpoint")

    @admin.action(description=_("Matikan webhook"), permissions=["switch"])
    def switch_off(self, request: HttpRequest, rows: QuerySet[WebhookEndpoint]) -> None:
        chosen = list(rows.live())  # type: ignore[attr-defined]
        for row in chosen:
            switch_webhook(row.pk, partner_id=row.partner_id, is_active=False, actor=admin_actor(request))
        text = ngettext("%(n)d webhook dimatikan.", "%(n)d webhook dimatikan.", len(chosen))
        messages.success(request, text % {"n": len(chosen)})


class AttemptInline(LookOnly, TabularInline):
    model = WebhookAttempt
    fields = ("number", "started_at", "http_status", "error", "elapsed_ms", "answer")
    ordering = ("number",)
    extra = 0


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    paginator: Any = BoundedPaginator
    list_display = ("id", "partner", "topic", "state", "attempts", "last_status", "last_error", "created_at")
    list_filter = ("state",)
    list_select_related = ("partner",)
    search_fields = ("=event_id",)
    ordering = ("-id",)
    inlines = (AttemptInline,)
