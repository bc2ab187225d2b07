"""Ops panel of the nightly proof: what was proved, what was not, and the chain of seals. To look at only."""

from textwrap import wrap
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from accounts.admin import LookOnly, ReadOnlyAdmin
from finance.models import LedgerSeal, ProofFinding, ProofRun
from finance.selectors.proof import rule_labels
from finance.selectors.proof_runs import books_are_right

HEAD_PIECE = 8


def badge(request: HttpRequest) -> tuple[Any, str] | None:
    """On top of every page of the panel while the last proof found something."""
    return None if books_are_right() else (_now("Pembukuan tidak cocok"), "danger")


class FindingInline(LookOnly, TabularInline):
    model = ProofFinding
    fields = ("sentence", "broken", "first_offenders", "elapsed_ms")
    readonly_fields = ("sentence", "first_offenders")
    extra = 0
    hide_title = True
    verbose_name_plural = _("aturan")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProofFinding]:
        """What is broken first."""
        rows: QuerySet[ProofFinding] = super().get_queryset(request)
        return rows.order_by("-broken", "id")

    @admin.display(description=_("aturan"))
    def sentence(self, row: ProofFinding) -> str:
        """A rule that is gone from the code keeps its name."""
        return rule_labels().get(row.rule, row.rule)

    @admin.display(description=_("contoh"))
    def first_offenders(self, row: ProofFinding) -> SafeString:
        names = ((name,) for name in row.offenders)
        return format_html_join("", '<div class="whitespace-nowrap">{}</div>', names)


@admin.register(ProofRun)
class ProofRunAdmin(ReadOnlyAdmin):
    list_display = (
        "started_at",
        "is_true",
        "rules_broken",
        "occasion",
        "entries",
        "postings",
        "parcels",
        "elapsed_ms",
        "seal_number",
    )
    list_filter = ("is_true", "is_nightly")
    ordering = ("-started_at",)
    fields = (
        "started_at",
        "is_true",
        "occasion",
        "elapsed_ms",
        "entries",
        "postings",
        "parcels",
        "head",
    )
    readonly_fields = ("occasion", "head")
    inlines = (FindingInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProofRun]:
        rows: QuerySet[ProofRun] = super().get_queryset(request)
        return rows.annotate(broken_rules=Count("findings", filter=Q(findings__broken__gt=0)))

    @admin.display(description=_("aturan dilanggar"))
    def rules_broken(self, row: ProofRun) -> int:
        return int(getattr(row, "broken_rules", 0))

    @admin.display(description=_("kapan"))
    def occasion(self, row: ProofRun) -> str:
        return _now("tiap malam") if row.is_nightly else _now("diminta")

    @admin.display(description=_("segel terakhir"))
    def head(self, row: ProofRun) -> SafeString:
        """May be broken anywhere: it is longer than a phone is wide."""
        pieces = wrap(row.seal_head, HEAD_PIECE)
        return format_html_join("", "{}<wbr>", ((piece,) for piece in pieces))

    @admin.display(description=_("segel"))
    def seal_number(self, row: ProofRun) -> str:
        return row.seal_head.partition(":")[0]


@admin.register(LedgerSeal)
class LedgerSealAdmin(ReadOnlyAdmin):
    list_display = ("number", "sealed_at", "first_entry_id", "last_entry_id", "entries", "postings", "digest")
    ordering = ("-number",)
