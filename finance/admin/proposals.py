"""Adjustments and large compensations: one person proposes, another decides."""

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
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from accounts.admin import admin_actor
from finance.admin.deciding import DecidingAdmin
from finance.models import MoneyProposal
from finance.services import AdjustmentDraft, approve_proposal, propose_adjustment, refuse_proposal
from komship.lib.errors import DomainError, InvalidInput

PROPOSE_URL = "admin:finance_moneyproposal_propose"


class AdjustmentForm(forms.Form):
    """Field names are those of the refusals."""

    partner = forms.IntegerField(label=_("Nomor penjual"), min_value=1, widget=UnfoldAdminIntegerFieldWidget)
    amount = forms.IntegerField(
        label=_("Nominal (rupiah)"),
        help_text=_("Positif menambah saldo penjual, negatif mengurangi."),
        widget=UnfoldAdminIntegerFieldWidget,
    )
    reference = forms.CharField(
        label=_("Nomor pesanan (boleh kosong)"),
        max_length=40,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca penjual di transaksinya."),
        max_length=255,
        widget=UnfoldAdminTextareaWidget,
    )
    may_overdraw = forms.BooleanField(
        label=_("Boleh membuat saldo minus"), required=False, widget=UnfoldBooleanWidget
    )


@admin.register(MoneyProposal)
class MoneyProposalAdmin(DecidingAdmin):
    list_display = (
        "id",
        "kind",
        "partner",
        "amount_rp",
        "reference",
        "reason",
        "status",
        "proposed_by",
        "proposed_at",
        "decided_by",
    )
    list_filter = ("status", "kind")
    list_select_related = ("partner", "proposed_by", "decided_by")
    search_fields = ("=reference", "partner__name")
    ordering = ("-id",)
    actions: ClassVar[list[str]] = ["approve", "refuse"]
    actions_list: ClassVar[list[str]] = ["open_form"]

    def has_propose_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("finance.add_moneyproposal"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.propose_view)
        return [path("usul/", view, name="finance_moneyproposal_propose"), *super().get_urls()]

    @action(  # type: ignore[untyped-decorator]
        description=_("Usulkan penyesuaian"), url_path="usulkan", permissions=["propose"]
    )
    def open_form(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(reverse(PROPOSE_URL))

    def propose_view(self, request: HttpRequest) -> HttpResponse:
        """A form for an adjustment; what the use-case refuses stands at its field."""
        if not self.has_propose_permission(request):
            raise PermissionDenied
        form = AdjustmentForm(request.POST or None)
        if form.is_valid() and self._propose(request, form):
            return HttpResponseRedirect(reverse("admin:finance_moneyproposal_changelist"))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": gettext("Usulkan penyesuaian saldo"),
            "opts": self.model._meta,
            "form": form,
        }
        return TemplateResponse(
            request, "finance/admin_form.html", context, status=422 if form.errors else 200
        )

    def _propose(self, request: HttpRequest, form: AdjustmentForm) -> bool:
        values = form.cleaned_data
        draft = AdjustmentDraft(
            partner_id=values["partner"],
            amount_rp=values["amount"],
            reason=values["reason"],
            reference=values["reference"],
            may_overdraw=values["may_overdraw"],
        )
        try:
            proposal = propose_adjustment(draft, actor=admin_actor(request))
        except InvalidInput as refused:
            for name, texts in refused.fields.items():
                form.add_error(name if name in form.fields else None, texts)
            return False
        except DomainError as refused:
            form.add_error(None, refused.message)
            return False
        text = gettext("Usulan %(row)s menunggu persetujuan orang kedua.")
        messages.success(request, text % {"row": proposal})
        return True

    @admin.action(description=_("Setujui usulan"), permissions=["decide"])
    def approve(self, request: HttpRequest, rows: QuerySet[MoneyProposal]) -> None:
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: approve_proposal(row.pk, actor=actor))

    @admin.action(description=_("Tolak usulan (dengan alasan)"), permissions=["decide"])
    def refuse(self, request: HttpRequest, rows: QuerySet[MoneyProposal]) -> TemplateResponse | None:
        note = self.ask_reason(request, rows, action="refuse", title=gettext("Tolak usulan"))
        if isinstance(note, TemplateResponse):
            return note
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: refuse_proposal(row.pk, actor=actor, note=note))
        return None
