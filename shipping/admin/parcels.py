"""Ops panel of parcels: what couriers really said, bookings to unstick, pickups that are late."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from accounts.admin import LookOnly, ReadOnlyAdmin, admin_actor
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import DomainError
from komship.lib.money import rupiah
from shipping.models import (
    CarrierCall,
    CarrierPlaceCode,
    CarrierPush,
    Destination,
    LabelPrint,
    Pickup,
    Shipment,
    TrackingEvent,
    UnknownCode,
)
from shipping.selectors import attention
from shipping.selectors.carrier_lines import interrupted_lines
from shipping.selectors.shipments import tracking_lines
from shipping.services import Verdict, resolve_now, retry_booking, schedule_poll, settle_parcel
from shipping.states import ShipmentStatus, verdicts
from shipping.status_texts import STATUS_TEXTS

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator[Any]):
    """Counts no further than people page: there are millions of parcels."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        return rows.order_by()[:MOST_COUNTED].count() if isinstance(rows, QuerySet) else len(rows)


class ParcelAdmin(ReadOnlyAdmin):
    paginator = BoundedPaginator
    ordering: ClassVar[tuple[str, ...]] = ("-id",)


class CallInline(LookOnly, TabularInline):
    """The exchanges, without logins; the newest first."""

    model = CarrierCall
    fields = ("created_at", "endpoint", "outcome", "http_status", "elapsed_ms", "request", "answer", "note")
    ordering = ("-id",)
    extra = 0


class EventInline(LookOnly, TabularInline):
    model = TrackingEvent
    fields = ("occurred_at", "code", "text", "place", "event_class", "recorded_at")
    ordering = ("occurred_at", "id")
    extra = 0


class PrintInline(LookOnly, TabularInline):
    model = LabelPrint
    fields = ("printed_at", "printed_by", "layout")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[LabelPrint]:
        rows: QuerySet[LabelPrint] = super().get_queryset(request)
        return rows.select_related("printed_by")


class SettleForm(forms.Form):
    """What a person decides about a parcel, and what she had in front of her when she did."""

    verdict = forms.ChoiceField(label=_("Status yang benar"), widget=UnfoldAdminSelectWidget)
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=UnfoldAdminTextareaWidget)
    status_seen = forms.CharField(widget=forms.HiddenInput)
    scans_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, shipment: Shipment, data: QueryDict | None = None) -> None:
        seen = {"status_seen": shipment.status, "scans_seen": shipment.events.count()}
        super().__init__(data, initial=seen)
        self._shipment = shipment
        choice: Any = self.fields["verdict"]
        choice.choices = [(status.value, STATUS_TEXTS[status]) for status in self._offered()]

    def _offered(self) -> list[ShipmentStatus]:
        """Every status of the tables; on refusal the service says why, so a stale choice is known, too."""
        known = {ShipmentStatus(self._shipment.status)} | verdicts(self._shipment.status)
        return [status for status in ShipmentStatus if status in known]

    def decide(self, *, actor: Actor) -> None:
        values = self.cleaned_data
        verdict = Verdict(
            status=ShipmentStatus(values["verdict"]),
            reason=values["reason"],
            status_seen=values["status_seen"],
            scans_seen=values["scans_seen"],
        )
        settle_parcel(self._shipment.pk, verdict, actor=actor)


class AttentionFilter(admin.SimpleListFilter):
    title = _("Perlu perhatian")
    parameter_name = "attention"

    _LISTS: ClassVar[dict[str, Callable[[QuerySet[Shipment]], QuerySet[Shipment]]]] = {
        "unknown": attention.outcome_unknown,
        "awb": attention.awaiting_awb,
        "payout": attention.awaiting_payout,
        "quiet": attention.without_movement,
        "look": attention.needing_a_look,
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("unknown", _("Hasil pemesanan belum pasti")),
            ("awb", _("Diterima kurir, resi belum terbit")),
            ("payout", _("Terkirim, COD belum cair")),
            ("quiet", _("Tidak bergerak")),
            ("look", _("Perlu diputuskan petugas")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Shipment]) -> QuerySet[Shipment]:
        narrow = self._LISTS.get(self.value() or "")
        return queryset if narrow is None else narrow(queryset)


@admin.register(Shipment)
class ShipmentAdmin(ParcelAdmin):
    list_display = (
        "reference",
        "awb",
        "partner",
        "service",
        "booking_state",
        "status",
        "cod",
        "is_problem",
        "needs_look",
        "last_event_at",
        "next_poll_at",
    )
    list_filter = (AttentionFilter, "booking_state", "status", "is_problem")
    list_select_related = ("partner", "service")
    search_fields = ("=reference", "=awb")
    readonly_fields = ("waits_for",)
    inlines = (CallInline, EventInline, PrintInline)
    actions: ClassVar[list[str]] = ["poll", "resolve", "retry", "settle"]

    @admin.display(description=_("COD"))
    def cod(self, shipment: Shipment) -> str:
        """The cash the courier has to bring: what hangs on a parcel that does not move."""
        return rupiah(shipment.request.get("cod_amount_rp", 0)) if shipment.is_cod else "-"

    def has_unstick_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("shipping.change_shipment")

    @admin.display(description=_("jalur kurir yang berhenti"))
    def waits_for(self, row: Shipment) -> str:
        """Lines of its carriers on which no calls are made at the moment, and why."""
        lines = interrupted_lines(*{row.books_with, row.tracks_with})
        return "; ".join(f"{s.carrier} {s.line}, {s.wait_s} s: {s.reason}" for s in lines) or "-"

    @admin.action(description=_("Lacak sekarang"), permissions=["unstick"])
    def poll(self, request: HttpRequest, rows: QuerySet[Shipment]) -> None:
        due = schedule_poll([row.pk for row in rows], actor=admin_actor(request))
        text = ngettext("%(n)d kiriman segera dilacak.", "%(n)d kiriman segera dilacak.", due) % {"n": due}
        messages.success(request, text)

    @admin.action(description=_("Pastikan hasil pemesanan sekarang"), permissions=["unstick"])
    def resolve(self, request: HttpRequest, rows: QuerySet[Shipment]) -> None:
        actor = admin_actor(request)
        self._each(request, rows, lambda row: resolve_now(row.pk, actor=actor))

    @admin.action(description=_("Pesan ulang ke kurir"), permissions=["unstick"])
    def retry(self, request: HttpRequest, rows: QuerySet[Shipment]) -> None:
        actor = admin_actor(request)
        self._each(request, rows, lambda row: retry_booking(row.pk, actor=actor, reason="ops panel"))

    @admin.action(description=_("Putuskan status paket"), permissions=["unstick"])
    def settle(self, request: HttpRequest, rows: QuerySet[Shipment]) -> TemplateResponse | None:
        """One parcel at a time: its scans are looked at, then somebody decides and says why."""
        shipment = rows.first() if rows.count() == 1 else None
        if shipment is None:
            messages.warning(request, gettext("Pilih satu kiriman untuk diputuskan."))
            return None
        form = SettleForm(shipment, request.POST if "verdict" in request.POST else None)
        if form.is_valid():
            self._each(request, rows, lambda row: form.decide(actor=admin_actor(request)))
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Putuskan status paket %(number)s") % {"number": shipment.reference},
            "form": form,
            "shipment": shipment,
            "lines": tracking_lines(shipment),
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "shipping/admin_settle.html", context)

    def _each(
        self, request: HttpRequest, rows: QuerySet[Shipment], service: Callable[[Shipment], object]
    ) -> None:
        for row in rows:
            try:
                service(row)
            except DomainError as refused:
                messages.warning(request, f"{row.reference}: {refused.message or refused.code}")
            else:
                messages.success(request, gettext("%(number)s diproses.") % {"number": row.reference})


@admin.register(CarrierCall)
class CarrierCallAdmin(ParcelAdmin):
    list_display = ("created_at", "carrier", "endpoint", "reference", "outcome", "http_status", "elapsed_ms")
    list_filter = ("carrier", "outcome")
    search_fields = ("=reference",)


@admin.register(CarrierPush)
class CarrierPushAdmin(ParcelAdmin):
    list_display = ("received_at", "carrier", "kind", "reference", "state", "times_seen", "note")
    list_filter = ("carrier", "state")
    search_fields = ("=reference",)


@admin.register(UnknownCode)
class UnknownCodeAdmin(ReadOnlyAdmin):
    list_display = ("carrier", "code", "times_seen", "sample_text", "sample_reference", "last_seen_at")
    list_filter = ("carrier",)


class LateFilter(admin.SimpleListFilter):
    title = _("Kurir")
    parameter_name = "late"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Terlambat menjemput"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Pickup]) -> QuerySet[Pickup]:
        return attention.late_pickups(queryset) if self.value() else queryset


@admin.register(Pickup)
class PickupAdmin(ParcelAdmin):
    list_display = (
        "id",
        "partner",
        "warehouse_name",
        "contact_phone",
        "pickup_on",
        "pickup_time",
        "vehicle",
        "status",
        "waiting",
        "delay",
    )
    list_filter = (LateFilter, "status", "vehicle")
    list_select_related = ("partner",)
    search_fields = ("partner__name", "=token")
    ordering: ClassVar[tuple[str, ...]] = ("-pickup_on", "-pickup_time", "-id")
    actions: ClassVar[list[str]] = ["poll"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pickup]:
        return attention.with_waiting_parcels(super().get_queryset(request))

    def has_unstick_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("shipping.change_shipment")

    @admin.display(description=_("belum dijemput"))
    def waiting(self, pickup: Any) -> int:
        return int(pickup.waiting)

    @admin.display(description=_("terlambat"))
    def delay(self, pickup: Any) -> str:
        late = clock.now() - pickup.planned_at
        if not pickup.waiting or late.total_seconds() <= 0:
            return "-"
        return gettext("%(days)d hari %(hours)d jam") % {"days": late.days, "hours": late.seconds // 3600}

    @admin.action(description=_("Lacak paket yang belum dijemput"), permissions=["unstick"])
    def poll(self, request: HttpRequest, rows: QuerySet[Pickup]) -> None:
        parcels = attention.waiting_parcels([row.pk for row in rows])
        due = schedule_poll(parcels, actor=admin_actor(request)) if parcels else 0
        text = ngettext("%(n)d kiriman segera dilacak.", "%(n)d kiriman segera dilacak.", due) % {"n": due}
        messages.success(request, text)


@admin.register(Destination)
class DestinationAdmin(ParcelAdmin):
    list_display = ("village", "district", "city", "province", "postal_code", "origin_code", "tariff_code")
    search_fields = ("=tariff_code", "=postal_code", "village__istartswith")
    ordering = ("id",)
    exclude = ("search",)


@admin.register(CarrierPlaceCode)
class CarrierPlaceCodeAdmin(ParcelAdmin):
    list_display = ("carrier", "destination", "code", "is_made_up")
    list_filter = ("carrier", "is_made_up")
    list_select_related = ("destination",)
    search_fields = ("=code", "destination__village__istartswith")
