"""Withdrawals: look at what warns, then review, approve, transfer with proofs, reject or cancel."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from accounts.admin import LookOnly, admin_actor
from finance.admin.deciding import DecidingAdmin
from finance.models import PayoutItem, Withdrawal, WithdrawalHistory
from finance.selectors.transfer_proofs import proof_for_ops
from finance.selectors.withdrawal_review import waiting_line, withdrawal_figures, withdrawal_for_ops
from finance.selectors.withdrawal_risks import parcel_habits, withdrawal_risks
from finance.services import (
    approve_withdrawal,
    cancel_withdrawal,
    complete_withdrawal,
    make_payout_batch,
    reject_withdrawal,
    review_withdrawal,
)
from finance.transfer_proofs import MOST_BYTES, ProofFile
from finance.web.proof_answer import proof_answer
from komship.lib.errors import DomainError, NotFound
from komship.lib.money import rupiah

PROOF_URL = "admin:finance_withdrawal_proof"


class HistoryInline(LookOnly, TabularInline):
    model = WithdrawalHistory
    fields = ("at", "before", "after", "actor", "note")
    extra = 0


class PayoutInline(LookOnly, TabularInline):
    model = PayoutItem
    fields = ("batch", "outcome", "bank_reference", "reason", "resulted_at")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[PayoutItem]:
        rows: QuerySet[PayoutItem] = super().get_queryset(request)
        return rows.select_related("batch")


class SeveralFiles(UnfoldAdminFileFieldWidget):
    allow_multiple_selected = True


class ProofsField(forms.FileField):
    """Several files under one name; what they are is for the use-case to say."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[ProofFile]:
        uploads = [upload for upload in data or [] if upload]
        return [ProofFile(upload.name or "", upload.read(MOST_BYTES + 1)) for upload in uploads]


class TransferForm(forms.Form):
    """What shows that the money was sent. The service looks at the files' content."""

    reason = forms.CharField(
        label=_("Catatan"), max_length=255, required=False, widget=UnfoldAdminTextInputWidget
    )
    proofs = ProofsField(
        label=_("Bukti transfer (PNG, JPG atau PDF, paling banyak 3)"),
        required=False,
        widget=SeveralFiles({"accept": "image/png,image/jpeg,application/pdf"}),
    )


@admin.register(Withdrawal)
class WithdrawalAdmin(DecidingAdmin):
    list_display = (
        "number",
        "partner",
        "amount_rp",
        "status",
        "bank_name",
        "account_no",
        "account_name",
        "requested_at",
        "approved_by",
    )
    list_filter = ("status", ("requested_at", admin.DateFieldListFilter))
    list_select_related = ("partner", "approved_by")
    search_fields = ("=number", "partner__name", "partner__owner__email", "=account_no")
    search_help_text = _("Nomor, nama atau e-mail penjual, nomor rekening")
    ordering = ("-id",)
    list_before_template = "finance/admin_waiting.html"
    fields = (
        "number",
        "partner",
        "amount_rp",
        "status",
        "warnings",
        "balances",
        "bank_name",
        "account_no",
        "account_name",
        "bank_account",
        "user",
        "requested_at",
        "seller_note",
        "review_note",
        "approved_by",
        "completed_by",
        "completed_at",
        "transfer_proofs",
    )
    readonly_fields = ("warnings", "balances", "transfer_proofs")
    inlines = (HistoryInline, PayoutInline)
    actions: ClassVar[list[str]] = ["approve", "complete", "review", "reject", "cancel", "to_batch"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.proof_view)
        return [path("bukti/<int:proof_id>/", view, name="finance_withdrawal_proof"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list says at its top how much waits."""
        line = waiting_line()
        waiting = {"count": line.count, "total": rupiah(line.total_rp), "days": line.oldest_days}
        context = {**(extra_context or {}), "waiting": waiting}
        answer: HttpResponse = super().changelist_view(request, context)
        return answer

    @admin.display(description=_("peringatan"))
    def warnings(self, row: Withdrawal) -> str:
        """What the selector warns of; it decides nothing."""
        found = withdrawal_risks(withdrawal_figures(row), parcel_habits(row.partner_id))
        lines = ((f"{one.label}{': ' if one.detail else ''}{one.detail}",) for one in found)
        return format_html_join("", "<div>⚠ {}</div>", lines) if found else "-"

    @admin.display(description=_("saldo"))
    def balances(self, row: Withdrawal) -> str:
        figures = withdrawal_figures(row)
        numbers = figures.numbers
        lines = (
            (gettext("Setelah penarikan sebelumnya"), rupiah(figures.beginning_rp)),
            (gettext("Sebelum penarikan ini"), rupiah(figures.current_rp)),
            (gettext("Sisa jika disetujui"), rupiah(figures.after_rp)),
            (gettext("Perkiraan biaya retur"), rupiah(numbers.expected_return_cost_rp)),
            (gettext("Perkiraan pemasukan"), rupiah(numbers.expected_income_rp)),
            (gettext("Cadangan retur"), rupiah(numbers.reserve_rp)),
        )
        return format_html_join("", "<div>{}: {}</div>", lines)

    @admin.display(description=_("bukti transfer"))
    def transfer_proofs(self, row: Withdrawal) -> str:
        links = ((reverse(PROOF_URL, args=[proof.pk]), proof.title) for proof in row.proofs.all())
        shown = format_html_join("", '<div><a href="{}" target="_blank" rel="noopener">{}</a></div>', links)
        return format_html("{}", shown) if shown else "-"

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """With all the page shows of it."""
        try:
            return withdrawal_for_ops(int(object_id))
        except (NotFound, ValueError):
            return None

    def proof_view(self, request: HttpRequest, proof_id: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise Http404
        try:
            return proof_answer(proof_for_ops(proof_id))
        except NotFound as missing:
            raise Http404 from missing

    @admin.action(description=_("Setujui"), permissions=["decide"])
    def approve(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> None:
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: approve_withdrawal(row.pk, actor=actor))

    @admin.action(description=_("Tandai sudah ditransfer (dengan bukti)"), permissions=["decide"])
    def complete(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> TemplateResponse | None:
        form = TransferForm(request.POST, request.FILES) if "reason" in request.POST else TransferForm()
        if not form.is_valid():
            return self.ask(request, rows, form, action="complete", title=gettext("Penarikan ditransfer"))
        files: list[ProofFile] = form.cleaned_data["proofs"]
        if files and len(rows) > 1:
            messages.warning(request, gettext("Bukti transfer hanya untuk satu penarikan."))
            return None
        actor, note = admin_actor(request), form.cleaned_data["reason"]
        self.decide(
            request, rows, lambda row: complete_withdrawal(row.pk, actor=actor, note=note, proofs=files)
        )
        return None

    @admin.action(description=_("Periksa dulu (dengan catatan)"), permissions=["decide"])
    def review(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> TemplateResponse | None:
        return self._with_note(request, rows, "review", review_withdrawal)

    @admin.action(description=_("Tolak (dengan alasan)"), permissions=["decide"])
    def reject(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> TemplateResponse | None:
        return self._with_note(request, rows, "reject", reject_withdrawal)

    @admin.action(description=_("Batalkan (dengan alasan)"), permissions=["decide"])
    def cancel(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> TemplateResponse | None:
        return self._with_note(request, rows, "cancel", cancel_withdrawal)

    @admin.action(description=_("Susun batch pembayaran"), permissions=["decide"])
    def to_batch(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> HttpResponse | None:
        try:
            batch = make_payout_batch([row.pk for row in rows], actor=admin_actor(request))
        except DomainError as refused:
            messages.warning(request, refused.message)
            return None
        return HttpResponseRedirect(reverse("admin:finance_payoutbatch_change", args=[batch.pk]))

    def _with_note(
        self,
        request: HttpRequest,
        rows: QuerySet[Withdrawal],
        action: str,
        service: Callable[..., Withdrawal],
    ) -> TemplateResponse | None:
        titles = {
            "review": gettext("Periksa penarikan"),
            "reject": gettext("Tolak penarikan"),
            "cancel": gettext("Batalkan penarikan"),
        }
        note = self.ask_reason(request, rows, action=action, title=titles[action])
        if isinstance(note, TemplateResponse):
            return note
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: service(row.pk, actor=actor, note=note))
        return None
