"""Ops panel of notifications: to look."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from notifications.models import Announcement, InboxMessage, Notification


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
