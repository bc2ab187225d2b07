"""Ops panel of money: the ledger to look at, withdrawals to decide about through their use-cases."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminTextareaWidget

from accounts.admin import LookOnly, ReadOnlyAdmin, admin_actor
from finance.models import (
    Account,
    BankAccount,
    Entry,
    GatewayNews,
    ParcelMoney,
    Posting,
    TopUp,
    Withdrawal,
    WithdrawalHistory,
)
from finance.services import (
    accept_top_up,
    approve_withdrawal,
    compensate_parcel,
    complete_withdrawal,
    reject_withdrawal,
    review_withdrawal,
)
from komship.lib.errors import DomainError

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator[Any]):
    """Counts no further than people page: the ledger has millions of rows."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list
        return rows.order_by()[:MOST_COUNTED].count() if isinstance(rows, QuerySet) else len(rows)


class MoneyAdmin(ReadOnlyAdmin):
    paginator = BoundedPaginator


class PostingInline(LookOnly, TabularInline):
    model = Posting
    fields = ("account", "amount_rp", "balance_after_rp")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Posting]:
        rows: QuerySet[Posting] = super().get_queryset(request)
        return rows.select_related("account").order_by("id")


@admin.register(Entry)
class EntryAdmin(MoneyAdmin):
    list_display = ("id", "posted_at", "kind", "reference", "actor", "memo", "reverses_id")
    list_filter = ("kind",)
    search_fields = ("=reference", "=idempotency_key")
    ordering = ("-id",)
    inlines = (PostingInline,)


@admin.register(Account)
class AccountAdmin(MoneyAdmin):
    list_display = ("code", "kind", "holder", "balance_rp", "may_go_negative")
    list_filter = ("kind",)
    list_select_related = ("holder",)
    search_fields = ("code", "holder__name")
    ordering = ("id",)


@admin.register(BankAccount)
class BankAccountAdmin(MoneyAdmin):
    list_display = ("id", "partner", "bank_name", "account_no", "account_name", "is_default", "deleted_at")
    list_select_related = ("partner",)
    search_fields = ("partner__name", "=account_no", "account_name")


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Catatan"), max_length=255, widget=UnfoldAdminTextareaWidget)


class DecidingAdmin(MoneyAdmin):
    """Actions that run a use-case on each chosen row and say which rows refused."""

    def has_decide_permission(self, request: HttpRequest) -> bool:
        options = self.model._meta
        return request.user.has_perm(f"{options.app_label}.change_{options.model_name}")

    def decide(self, request: HttpRequest, rows: QuerySet[Any], service: Callable[..., Any]) -> None:
        for row in rows:
            try:
                service(row)
            except DomainError as refused:
                messages.warning(request, f"{row}: {refused.message or refused.code}")
            else:
                messages.success(request, gettext("%(row)s diproses.") % {"row": row})

    def ask_reason(
        self, request: HttpRequest, rows: QuerySet[Any], *, action: str, title: str
    ) -> str | TemplateResponse:
        """The typed reason, or the page that asks for it."""
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            return str(form.cleaned_data["reason"])
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "form": form,
            "rows": rows,
            "action": action,
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "finance/admin_reason.html", context)


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
        reason = self.ask_reason(request, rows, action="compensate", title=gettext("Ganti rugi paket"))
        if isinstance(reason, TemplateResponse):
            return reason
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: compensate_parcel(row.reference, actor=actor, reason=reason))
        return None


class HistoryInline(LookOnly, TabularInline):
    model = WithdrawalHistory
    fields = ("at", "before", "after", "actor", "note")
    extra = 0


@admin.register(Withdrawal)
class WithdrawalAdmin(DecidingAdmin):
    list_display = ("number", "partner", "amount_rp", "status", "bank_name", "account_no", "requested_at")
    list_filter = ("status",)
    list_select_related = ("partner",)
    search_fields = ("=number", "partner__name", "=account_no")
    ordering = ("-id",)
    inlines = (HistoryInline,)
    actions: ClassVar[list[str]] = ["approve", "complete", "review", "reject"]

    @admin.action(description=_("Setujui"), permissions=["decide"])
    def approve(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> None:
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: approve_withdrawal(row.pk, actor=actor))

    @admin.action(description=_("Tandai sudah ditransfer"), permissions=["decide"])
    def complete(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> None:
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: complete_withdrawal(row.pk, actor=actor))

    @admin.action(description=_("Periksa dulu (dengan catatan)"), permissions=["decide"])
    def review(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> TemplateResponse | None:
        return self._decide_with_note(request, rows, review_withdrawal, gettext("Periksa penarikan"))

    @admin.action(description=_("Tolak (dengan alasan)"), permissions=["decide"])
    def reject(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> TemplateResponse | None:
        return self._decide_with_note(request, rows, reject_withdrawal, gettext("Tolak penarikan"))

    def _decide_with_note(
        self,
        request: HttpRequest,
        rows: QuerySet[Withdrawal],
        service: Callable[..., Withdrawal],
        title: str,
    ) -> TemplateResponse | None:
        action = "review" if service is review_withdrawal else "reject"
        note = self.ask_reason(request, rows, action=action, title=title)
        if isinstance(note, TemplateResponse):
            return note
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: service(row.pk, actor=actor, note=note))
        return None


@admin.register(TopUp)
class TopUpAdmin(DecidingAdmin):
    """Top-ups whose money did not fit wait here; the rest follow the gateway by themselves."""

    list_display = (
        "number",
        "partner",
        "amount_rp",
        "paid_rp",
        "status",
        "channel",
        "requested_at",
        "paid_at",
        "note",
    )
    list_filter = ("status",)
    list_select_related = ("partner",)
    search_fields = ("=number", "=gateway_id", "partner__name")
    ordering = ("-id",)
    actions: ClassVar[list[str]] = ["accept"]

    @admin.action(description=_("Kreditkan yang dibayar (dengan alasan)"), permissions=["decide"])
    def accept(self, request: HttpRequest, rows: QuerySet[TopUp]) -> TemplateResponse | None:
        reason = self.ask_reason(request, rows, action="accept", title=gettext("Kreditkan isi saldo"))
        if isinstance(reason, TemplateResponse):
            return reason
        actor = admin_actor(request)
        self.decide(request, rows, lambda row: accept_top_up(row.pk, actor=actor, reason=reason))
        return None


@admin.register(GatewayNews)
class GatewayNewsAdmin(MoneyAdmin):
    list_display = ("received_at", "external_id", "state", "times_seen", "note", "taken_at")
    list_filter = ("state",)
    search_fields = ("=external_id",)
    ordering = ("-id",)
