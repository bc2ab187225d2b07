"""Ops panel of the books: the trial balance, and every line behind it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.admin import ReadOnlyAdmin, admin_actor
from finance.models import Posting
from finance.selectors.explorer import LedgerFilter, Place, ledger_lines, platform_accounts
from finance.selectors.ledger_exports import ledger_export, ledger_exports
from finance.selectors.trial_balance import TrialBalanceLine, trial_balance
from finance.services import start_ledger_export
from finance.services.start_ledger_export import LEDGER_EXPORT
from finance.states import AccountKind, EntryKind
from komship.core.jobs import JobNotFound, open_job_file

BIGGEST_ID = 2**63 - 1
EXPLORER, OVERVIEW = "admin:finance_posting_changelist", "admin:finance_posting_overview"


class DayInput(forms.DateInput):
    input_type = "date"


class LedgerForm(forms.Form):
    """What the explorer is narrowed by; sent in the address, so that a look can be passed on."""

    account = forms.CharField(
        label=_("Akun"),
        required=False,
        max_length=64,
        widget=forms.TextInput(attrs={"list": "accounts", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Jenis"), required=False, choices=[("", _("Semua")), *EntryKind.choices])
    first = forms.DateField(label=_("Dari tanggal"), required=False, widget=DayInput)
    last = forms.DateField(label=_("Sampai tanggal"), required=False, widget=DayInput)
    reference = forms.CharField(label=_("Referensi"), required=False, max_length=40)
    partner_id = forms.IntegerField(
        label=_("Nomor penjual"), required=False, min_value=1, max_value=BIGGEST_ID
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("first") and values.get("last") and values["last"] < values["first"]:
            raise forms.ValidationError(_("Tanggal akhir sebelum tanggal awal."))
        return values

    def wanted(self) -> LedgerFilter | None:
        """None while something in the form is wrong."""
        return LedgerFilter(**self.cleaned_data) if self.is_valid() else None

    def query(self) -> str:
        """The same look as it stands in an address."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


@admin.register(Posting)
class PostingAdmin(ReadOnlyAdmin):
    """The list is the explorer: it pages by number, and a line's own page is its entry's."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        mine = [
            path("neraca/", wrap(self.overview_view), name="finance_posting_overview"),
            path("unduh/", wrap(require_POST(self.export_view)), name="finance_posting_export"),
            path("berkas/<int:job_id>/", wrap(require_safe(self.file_view)), name="finance_posting_file"),
        ]
        return [*mine, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        self._demand_view(request)
        form = LedgerForm(request.GET)
        wanted = form.wanted()
        after = Place.of(request.GET.get("after", ""))
        page = ledger_lines(wanted, after=after) if wanted else None
        query = form.query() if wanted else ""
        here = reverse(EXPLORER)
        context = {
            "form": form,
            "rows": [(row, page.parcels.get(row.entry.reference)) for row in page.rows] if page else [],
            "query": query,
            "newest_url": f"{here}?{query}" if after else "",
            "next_url": f"{here}?{query}&after={page.next}" if page and page.next else "",
            "codes": platform_accounts(),
            "files": ledger_exports(LEDGER_EXPORT),
        }
        return self._page(request, "finance/admin_explorer.html", gettext("Buku besar"), context)

    def overview_view(self, request: HttpRequest) -> HttpResponse:
        self._demand_view(request)
        lines = trial_balance()
        context = {
            "lines": [(line, *_opened(line)) for line in lines],
            "debit_rp": sum(line.debit_rp for line in lines),
            "credit_rp": sum(line.credit_rp for line in lines),
        }
        return self._page(request, "finance/admin_overview.html", gettext("Neraca saldo"), context)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        self._demand_view(request)
        form = LedgerForm(request.GET)
        wanted = form.wanted()
        if wanted is None:
            messages.error(request, gettext("Perbaiki saringannya dulu."))
            return HttpResponseRedirect(reverse(EXPLORER))
        start_ledger_export(wanted, actor=admin_actor(request))
        messages.success(request, gettext("Berkas sedang dibuat. Muat ulang halaman ini sebentar lagi."))
        return HttpResponseRedirect(f"{reverse(EXPLORER)}?{form.query()}")

    def file_view(self, request: HttpRequest, job_id: int) -> Any:
        self._demand_view(request)
        try:
            job = ledger_export(LEDGER_EXPORT, job_id)
            file = open_job_file(job)
        except JobNotFound as missing:
            raise Http404 from missing
        return FileResponse(file, as_attachment=True, filename=job.file_name, content_type="text/csv")

    def _demand_view(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _page(
        self, request: HttpRequest, template: str, title: str, context: dict[str, Any]
    ) -> TemplateResponse:
        tabs = [(EXPLORER, gettext("Buku besar")), (OVERVIEW, gettext("Neraca saldo"))]
        frame = {
            **self.admin_site.each_context(request),
            "title": title,
            "tabs": [(reverse(name), label, request.path == reverse(name)) for name, label in tabs],
        }
        return TemplateResponse(request, template, frame | context)


def _opened(line: TrialBalanceLine) -> tuple[str, str]:
    """Where a line of the trial balance leads, and what it is called."""
    if line.label in AccountKind.values:
        accounts = reverse("admin:finance_account_changelist")
        return f"{accounts}?{urlencode({'kind__exact': line.label})}", str(AccountKind(line.label).label)
    return f"{reverse(EXPLORER)}?{urlencode({'account': line.label})}", line.label
