"""Ops panel of the platform: what waits in the outbox, what failed, and who decided what."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin, TabularInline

from komship.core import audit, outbox
from komship.core.jobs.kinds import known_kinds
from komship.core.models import AuditEntry, EventDelivery, Job, OutboxEvent
from komship.core.subscriptions import all_subscriptions, known_queues

MOST_AT_ONCE = 500
MOST_COUNTED = 10_000


class LookOnly:
    """Rows the platform writes and people read."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class BoundedPaginator(Paginator[Any]):
    """Counts no further than people page: these tables only grow."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        return rows.order_by()[:MOST_COUNTED].count() if isinstance(rows, QuerySet) else len(rows)


class ReadOnlyAdmin(LookOnly, ModelAdmin):
    """A list and a detail page of a table too big to be counted in full."""

    paginator = BoundedPaginator
    list_per_page = 50
    show_full_result_count = False


class _KnownValuesFilter(admin.SimpleListFilter):
    """Values the code knows: asking a big table for its distinct ones would read all of it."""

    def values(self) -> Iterable[str]:
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, value) for value in self.values()]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(**{self.parameter_name or "": self.value()}) if self.value() else rows


class TopicFilter(_KnownValuesFilter):
    title = _("topik")
    parameter_name = "topic"

    def values(self) -> Iterable[str]:
        return sorted({row.event_class.topic for row in all_subscriptions()})


class QueueFilter(_KnownValuesFilter):
    title = _("antrean")
    parameter_name = "queue"

    def values(self) -> Iterable[str]:
        return known_queues()


class HandlerFilter(_KnownValuesFilter):
    title = _("penerima")
    parameter_name = "handler"

    def values(self) -> Iterable[str]:
        return [row.name for row in all_subscriptions()]


class JobKindFilter(_KnownValuesFilter):
    title = _("jenis")
    parameter_name = "kind"

    def values(self) -> Iterable[str]:
        return known_kinds()


class DeliveryInline(LookOnly, TabularInline):
    model = EventDelivery
    fields = ("handler", "queue", "state", "attempts", "failures", "due_at", "done_at", "last_error")
    readonly_fields = fields
    extra = 0


@admin.register(OutboxEvent)
class OutboxEventAdmin(ReadOnlyAdmin):
    list_display = ("id", "topic", "created_at")
    list_filter = (TopicFilter,)
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
    list_filter = ("state", QueueFilter, HandlerFilter)
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


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """What sellers let run; its items and file are theirs to see."""

    list_display = (
        "id",
        "kind",
        "partner_id",
        "user_label",
        "state",
        "handled",
        "total",
        "failed",
        "attempts",
        "created_at",
        "beat_at",
        "message",
    )
    list_filter = ("state", JobKindFilter)
    exclude = ("params", "file")
    ordering = ("-id",)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("id", "happened_at", "action", "user_label", "channel", "target", "partner_id", "reason")
    search_fields = ("=target_key", "=user_label", "=action")
    search_help_text = _("Nomor baris, nama pengguna, atau tindakan, tepat seperti tertulis")
    ordering = ("-id",)

    @admin.display(description=_("baris"))
    def target(self, row: AuditEntry) -> str:
        return f"{row.target_type}:{row.target_key}"


def _actor(request: HttpRequest) -> audit.Actor:
    return audit.Actor(user_id=request.user.pk, label=request.user.get_username(), channel="admin")
