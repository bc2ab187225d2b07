"""Rates: one person proposes them, another sees what they would have meant and decides."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from accounts.admin import admin_actor
from komship.lib.errors import DomainError
from shipping.errors import FeeRatesRefused
from shipping.models import FeeProposal
from shipping.rules.fees import FeeRates
from shipping.selectors.fee_proposals import RATES, proposal_page
from shipping.services import (
    approve_fee_window,
    propose_fee_window,
    refuse_fee_window,
)

_FIELDS = ("service", "valid_from", *RATES, "reason")


class FeeProposalForm(forms.ModelForm):  # type: ignore[type-arg]
    """New rates. Without a beginning they hold from the approval; the window before ends there by itself."""

    class Meta:
        model = FeeProposal
        fields = _FIELDS
        help_texts = {
            "valid_from": _("Kosongkan untuk berlaku saat disetujui. Tarif sebelumnya berakhir sendiri."),
            "cod_fee_bp": _("Basis poin: 280 berarti 2,8%."),
            "reason": _("Dibaca rekan yang memutuskan."),
        }


def rates_of(values: dict[str, Any]) -> FeeRates:
    return FeeRates(
        cashback_from_bp=values["cashback_from_bp"],
        cashback_to_bp=values["cashback_bp"],
        cod_cost_bp=values["cod_cost_bp"],
        cod_fee_bp=values["cod_fee_bp"],
        vat_bp=values["vat_bp"],
        return_discount_bp=values["return_discount_bp"],
    )


def _propose(request: HttpRequest, form: forms.ModelForm[Any]) -> FeeProposal | None:
    values = form.cleaned_data
    try:
        return propose_fee_window(
            values["service"].pk,
            rates_of(values),
            actor=admin_actor(request),
            reason=values["reason"],
            valid_from=values["valid_from"],
        )
    except FeeRatesRefused as refused:
        form.add_error(None, refused.message)
        return None


@admin.register(FeeProposal)
class FeeProposalAdmin(ModelAdmin):
    list_display = (
        "id",
        "service",
        "valid_from",
        "cod_fee_bp",
        "cashback_bp",
        "return_discount_bp",
        "status",
        "made_by",
        "made_at",
        "decided_by",
    )
    list_filter = ("status", "service")
    list_select_related = ("service", "made_by", "decided_by")
    ordering = ("-id",)
    form = FeeProposalForm
    fields: ClassVar[tuple[str, ...]] = _FIELDS
    actions: ClassVar[list[str]] = []

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.page_view)
        mine = path("<int:proposal_id>/change/", view, name="shipping_feeproposal_change")
        return [mine, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A form for new rates; what the use-case refuses stands in it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.get_form(request)(request.POST or None)
        if form.is_valid():
            proposal = _propose(request, form)
            if proposal is not None:
                return HttpResponseRedirect(reverse("admin:shipping_feeproposal_change", args=[proposal.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Usulkan tarif"),
            "opts": self.model._meta,
            "form": form,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "shipping/admin_fee_propose.html", context, status=status)

    def page_view(self, request: HttpRequest, proposal_id: int) -> HttpResponse:
        """The rates before and after, what they would have meant, and the decision."""
        page = proposal_page(proposal_id)
        if page is None or not self.has_view_permission(request):
            raise PermissionDenied
        may_decide = request.user.has_perm("shipping.change_feeproposal")
        if request.method == "POST":
            if not may_decide:
                raise PermissionDenied
            self._decide(request, page.proposal)
            return HttpResponseRedirect(reverse("admin:shipping_feeproposal_change", args=[proposal_id]))
        proposal = page.proposal
        context = {
            **self.admin_site.each_context(request),
            "title": str(proposal),
            "opts": self.model._meta,
            "page": page,
            "is_open": proposal.status == FeeProposal.Status.PROPOSED and may_decide,
            "is_mine": proposal.made_by_id == request.user.pk,
        }
        return TemplateResponse(request, "shipping/admin_fee_proposal.html", context)

    def _decide(self, request: HttpRequest, proposal: FeeProposal) -> None:
        actor, note = admin_actor(request), request.POST.get("note", "")
        decide = approve_fee_window if "approve" in request.POST else refuse_fee_window
        try:
            decide(proposal.pk, actor=actor, note=note)
        except DomainError as refused:
            messages.warning(request, refused.message or refused.code)
