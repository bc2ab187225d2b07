"""Payout batches: what goes to the bank in one file, and what the bank says about it."""

import textwrap
from io import BytesIO
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminRadioSelectWidget

from accounts.admin import admin_actor
from finance.admin.deciding import DecidingAdmin
from finance.models import PayoutBatch
from finance.selectors.payouts import payout_items
from finance.services import (
    AfterFailure,
    cancel_payout_batch,
    drop_payout_item,
    hand_out_bank_file,
    import_payout_results,
    release_payout_batch,
)
from finance.states import PayoutStatus
from komship.lib.errors import DomainError, InvalidInput
from komship.lib.sheet_reading import MOST_BYTES
from komship.lib.spreadsheet import XLSX, Form

Faults = list[tuple[str, str]]


class ResultForm(forms.Form):
    file = forms.FileField(
        label=_("Hasil bank (CSV atau XLSX)"),
        widget=UnfoldAdminFileFieldWidget,
    )
    after_failure = forms.ChoiceField(
        label=_("Transfer yang gagal"),
        choices=[
            (AfterFailure.TRY_AGAIN.value, _("Tetap disetujui, untuk batch berikutnya")),
            (AfterFailure.REJECT.value, _("Tolak, uang kembali ke saldo penjual")),
        ],
        initial=AfterFailure.TRY_AGAIN.value,
        widget=UnfoldAdminRadioSelectWidget,
    )


@admin.register(PayoutBatch)
class PayoutBatchAdmin(DecidingAdmin):
    list_display = (
        "number",
        "status",
        "item_count",
        "total_rp",
        "created_by",
        "created_at",
        "released_by",
        "finished_at",
    )
    list_filter = ("status",)
    list_select_related = ("created_by", "released_by")
    search_fields = ("=number", "=items__withdrawal__number")
    ordering = ("-id",)
    actions: ClassVar[list[str]] = []

    def get_urls(self) -> list[URLPattern]:
        admin_view = self.admin_site.admin_view
        return [
            path("<int:batch_id>/change/", admin_view(self.batch_view), name="finance_payoutbatch_change"),
            path("<int:batch_id>/berkas/", admin_view(self.file_view), name="finance_payoutbatch_file"),
            *super().get_urls(),
        ]

    def batch_view(self, request: HttpRequest, batch_id: int) -> HttpResponse:
        """The batch with its transfers and whatever may be done next."""
        batch: PayoutBatch | None = self.get_object(request, str(batch_id))
        if batch is None or not self.has_view_permission(request):
            raise PermissionDenied
        form = ResultForm(request.POST, request.FILES) if "results" in request.POST else ResultForm()
        faults: Faults = []
        if request.method == "POST":
            if not self.has_decide_permission(request):
                raise PermissionDenied
            faults = self._run(request, batch, form)
            if not faults and not form.errors:
                return HttpResponseRedirect(request.path)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": batch.number,
            "opts": self.model._meta,
            "batch": batch,
            "items": payout_items(batch.pk),
            "form": form,
            "faults": faults,
            "fingerprint": textwrap.wrap(batch.file_sha256, 8),
            "is_draft": batch.status == PayoutStatus.DRAFT,
            "is_out": batch.status in (PayoutStatus.RELEASED, PayoutStatus.FINISHED),
            "is_mine": batch.created_by_id == request.user.pk,
        }
        status = 422 if faults or form.errors else 200
        return TemplateResponse(request, "finance/admin_payout.html", context, status=status)

    def file_view(self, request: HttpRequest, batch_id: int) -> HttpResponse:
        """The bank file. Asked for by a button, because that somebody took it is written down."""
        if request.method != "POST" or not self.has_decide_permission(request):
            raise PermissionDenied
        form: Form = "xlsx" if request.POST.get("form") == "xlsx" else "csv"
        out = BytesIO()
        try:
            batch = hand_out_bank_file(batch_id, form, out, actor=admin_actor(request))
        except DomainError as refused:
            messages.warning(request, refused.message)
            return HttpResponseRedirect(reverse("admin:finance_payoutbatch_change", args=[batch_id]))
        kind = XLSX if form == "xlsx" else "text/csv; charset=utf-8"
        name = f"{batch.number}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(out.getvalue(), content_type=kind, headers=headers)

    def _run(self, request: HttpRequest, batch: PayoutBatch, form: ResultForm) -> Faults:
        """Do what the button says; what is wrong with a file comes back line by line."""
        actor = admin_actor(request)
        try:
            if "release" in request.POST:
                release_payout_batch(batch.pk, actor=actor)
            elif "cancel" in request.POST:
                cancel_payout_batch(batch.pk, actor=actor)
            elif "drop" in request.POST:
                drop_payout_item(batch.pk, int(request.POST["drop"]), actor=actor)
            elif form.is_valid():
                self._import(request, batch, form)
        except InvalidInput as refused:
            return [(name, text) for name, texts in refused.fields.items() for text in texts]
        except (DomainError, ValueError) as refused:
            messages.warning(request, getattr(refused, "message", "") or gettext("Tidak bisa diproses."))
        return []

    def _import(self, request: HttpRequest, batch: PayoutBatch, form: ResultForm) -> None:
        content = form.cleaned_data["file"].read(MOST_BYTES + 1)
        done = import_payout_results(
            batch.pk,
            content,
            actor=admin_actor(request),
            after_failure=AfterFailure(form.cleaned_data["after_failure"]),
        )
        text = gettext(
            "%(paid)d terkirim, %(failed)d gagal, %(known)d sudah tercatat, %(waiting)d masih menunggu."
        )
        known = {"paid": done.paid, "failed": done.failed, "known": done.known, "waiting": done.waiting}
        messages.success(request, text % known)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PayoutBatch]:
        rows: QuerySet[PayoutBatch] = super().get_queryset(request)
        return rows.select_related("created_by", "released_by")
