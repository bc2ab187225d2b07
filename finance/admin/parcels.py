"""The money of parcels, and compensation for those that were lost or damaged."""

from typing import ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextareaWidget

from accounts.admin import admin_actor
from finance.admin.deciding import DecidingAdmin
from finance.models import ParcelMoney
from finance.services import propose_compensation
from komship.lib.errors import DomainError


class CompensationForm(forms.Form):
    amount = forms.IntegerField(
        label=_("Nominal (rupiah)"),
        help_text=_("Kosongkan untuk sebesar aturan: nilai barang, paling banyak 10 kali ongkir."),
        min_value=1,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    reason = forms.CharField(label=_("Catatan"), max_length=255, widget=UnfoldAdminTextareaWidget)


@admin.register(ParcelMoney)
class ParcelMoneyAdmin(DecidingAdmin):
    list_display = (
        "reference",
        "partner",
        "method",
        "stage",
        "is_problem",
        "collect_rp",
        "net_rp",
        "cnote",
        "stage_at",
    )
    list_filter = ("stage", "method", "is_problem")
    list_select_related = ("partner",)
    search_fields = ("=reference", "=cnote")
    ordering = ("-id",)
    actions: ClassVar[list[str]] = ["compensate"]

    @admin.action(description=_("Ganti rugi paket hilang atau rusak"), permissions=["decide"])
    def compensate(self, request: HttpRequest, rows: QuerySet[ParcelMoney]) -> TemplateResponse | None:
        form = CompensationForm(request.POST if "reason" in request.POST else None)
        if not form.is_valid():
            return self.ask(request, rows, form, action="compensate", title=gettext("Ganti rugi paket"))
        for row in rows:
            self._compensate_one(request, row, form)
        return None

    def _compensate_one(self, request: HttpRequest, row: ParcelMoney, form: CompensationForm) -> None:
        try:
            done = propose_compensation(
                row.reference,
                actor=admin_actor(request),
                reason=form.cleaned_data["reason"],
                amount_rp=form.cleaned_data["amount"],
            )
        except DomainError as refused:
            messages.warning(request, f"{row}: {refused.message or refused.code}")
            return
        text = gettext("%(row)s diproses.")
        if done.proposal is not None:
            text = gettext("%(row)s menunggu persetujuan orang kedua di Usulan uang.")
        messages.success(request, text % {"row": row})
