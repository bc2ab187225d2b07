"""The queue of differences with couriers."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from accounts.admin import admin_actor
from finance.admin.deciding import DecidingAdmin
from finance.models import CodDifference
from finance.selectors.differences import AGE_BUCKETS, ageing, of_age
from finance.services import (
    approve_write_off,
    assign_differences,
    propose_write_off,
    recognise_parcel,
    refuse_write_off,
    resolve_difference,
)
from finance.states import Resolution
from komship.lib import clock
from komship.lib.money import rupiah
from komship.web.deciding import ReasonForm


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Catatan"), max_length=255, required=False, widget=UnfoldAdminTextareaWidget
    )


class ParcelForm(forms.Form):
    parcel = forms.CharField(
        label=_("Nomor pesanan atau resi"), max_length=40, widget=UnfoldAdminTextInputWidget
    )


class AgeFilter(admin.SimpleListFilter):
    title = _("umur")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(bucket.key, bucket.label) for bucket in AGE_BUCKETS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CodDifference]) -> QuerySet[CodDifference]:
        return of_age(queryset, self.value() or "")


class MineFilter(admin.SimpleListFilter):
    title = _("ditangani")
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("me", _("Saya")), ("nobody", _("Belum ada"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[CodDifference]) -> QuerySet[CodDifference]:
        if self.value() == "me":
            return queryset.filter(assigned_to=request.user.pk)
        return queryset.filter(assigned_to=None) if self.value() == "nobody" else queryset


@admin.register(CodDifference)
class CodDifferenceAdmin(DecidingAdmin):
    list_display = (
        "id",
        "kind",
        "remittance",
        "about",
        "amount",
        "age",
        "status",
        "resolution",
        "assigned_to",
        "note",
    )
    list_filter = ("status", "kind", AgeFilter, MineFilter, "remittance__format")
    list_select_related = ("remittance__format", "line", "parcel", "assigned_to")
    list_before_template = "finance/admin_ageing.html"
    search_fields = ("=parcel__reference", "=parcel__cnote", "=line__cnote", "=remittance__number")
    ordering = ("-id",)
    actions: ClassVar[list[str]] = [
        "take",
        "leave",
        "paid_later",
        "accept_fee",
        "recognise",
        "ignore",
        "write_off",
        "approve",
        "refuse",
    ]

    @admin.display(description=_("paket"))
    def about(self, row: CodDifference) -> str:
        """The parcel, or the airway bill nobody knows."""
        if row.parcel is not None:
            return row.parcel.reference
        return row.line.cnote if row.line is not None else "-"

    @admin.display(description=_("selisih"), ordering="amount_rp")
    def amount(self, row: CodDifference) -> str:
        return rupiah(row.amount_rp)

    @admin.display(description=_("umur (hari)"), ordering="-since_on")
    def age(self, row: CodDifference) -> int:
        return (clock.today() - row.since_on).days

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        context = {"ageing": ageing(), **(extra_context or {})}
        answer: TemplateResponse = super().changelist_view(request, context)
        return answer

    @admin.action(description=_("Saya tangani (dengan catatan)"), permissions=["decide"])
    def take(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> TemplateResponse | None:
        form = NoteForm(request.POST if "note" in request.POST else None)
        if not form.is_valid():
            return self.ask(request, rows, form, action="take", title=gettext("Tangani selisih"))
        self._assign(request, rows, user_id=request.user.pk, note=form.cleaned_data["note"])
        return None

    @admin.action(description=_("Lepaskan"), permissions=["decide"])
    def leave(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> None:
        self._assign(request, rows, user_id=None, note="")

    def _assign(
        self, request: HttpRequest, rows: QuerySet[CodDifference], *, user_id: int | None, note: str
    ) -> None:
        ids = list(rows.values_list("pk", flat=True))
        count = assign_differences(ids, actor=admin_actor(request), user_id=user_id, note=note)
        text = ngettext("%(n)d selisih diperbarui.", "%(n)d selisih diperbarui.", count)
        messages.success(request, text % {"n": count})

    @admin.action(description=_("Kurir sudah membayar (dengan referensi bank)"), permissions=["decide"])
    def paid_later(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> TemplateResponse | None:
        return self._end(request, rows, Resolution.PAID_LATER, "paid_later")

    @admin.action(description=_("Terima biaya kurir"), permissions=["decide"])
    def accept_fee(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> TemplateResponse | None:
        return self._end(request, rows, Resolution.FEE_ACCEPTED, "accept_fee")

    @admin.action(description=_("Abaikan, baris salah (dengan alasan)"), permissions=["decide"])
    def ignore(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> TemplateResponse | None:
        return self._end(request, rows, Resolution.IGNORED, "ignore")

    @admin.action(description=_("Kenali paketnya"), permissions=["decide"])
    def recognise(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> TemplateResponse | None:
        if rows.count() > 1:
            messages.warning(request, gettext("Pilih satu selisih: satu baris, satu paket."))
            return None
        form = ParcelForm(request.POST if "parcel" in request.POST else None)
        if not form.is_valid():
            return self.ask(request, rows, form, action="recognise", title=gettext("Paket yang dimaksud"))
        actor, number = admin_actor(request), form.cleaned_data["parcel"]
        self.decide(request, rows, lambda row: recognise_parcel(row.pk, number, actor=actor))
        return None

    @admin.action(description=_("Usulkan hapus buku"), permissions=["decide"])
    def write_off(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> TemplateResponse | None:
        reason = self.ask_reason(request, rows, action="write_off", title=gettext("Usulkan hapus buku"))
        if isinstance(reason, TemplateResponse):
            return reason
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: propose_write_off(row.pk, actor=actor, reason=reason))
        return None

    @admin.action(description=_("Setujui hapus buku"), permissions=["decide"])
    def approve(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> None:
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: approve_write_off(row.pk, actor=actor))

    @admin.action(description=_("Tolak hapus buku"), permissions=["decide"])
    def refuse(self, request: HttpRequest, rows: QuerySet[CodDifference]) -> None:
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: refuse_write_off(row.pk, actor=actor))

    def _end(
        self, request: HttpRequest, rows: QuerySet[CodDifference], resolution: Resolution, action: str
    ) -> TemplateResponse | None:
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if not form.is_valid():
            return self.ask(request, rows, form, action=action, title=str(resolution.label))
        actor, reason = admin_actor(request), form.cleaned_data["reason"]
        self.decide(
            request, rows, lambda row: resolve_difference(row.pk, resolution, actor=actor, reason=reason)
        )
        return None
