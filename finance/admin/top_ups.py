"""Top-ups and what the payment gateway said about them."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.admin import admin_actor
from finance.admin.deciding import DecidingAdmin
from finance.admin.ledger import MoneyAdmin
from finance.models import GatewayNews, TopUp
from finance.services import accept_top_up


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
