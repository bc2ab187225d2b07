"""Couriers' COD statements: how each courier writes them, and the way of one from the file to the books."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminBigIntegerFieldWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextInputWidget,
)

from accounts.admin import SettingAdmin, admin_actor
from finance.admin.deciding import DecidingAdmin
from finance.admin.ledger import MoneyAdmin
from finance.models import Remittance, RemittanceFormat, RemittanceLine
from finance.remittance_sheet import MOST_BYTES
from finance.selectors.remittances import active_formats, line_counts, remittance_page
from finance.services import (
    NewRemittance,
    Receipt,
    book_remittance,
    check_remittance,
    discard_remittance,
    match_remittance,
    start_remittance_import,
)
from finance.states import RemittanceStatus
from komship.core.audit import Actor
from komship.core.jobs import private_files
from komship.lib.errors import DomainError, InvalidInput

UPLOAD_URL = "admin:finance_remittance_upload"
PAGE_URL = "admin:finance_remittance_change"

_STEPS: dict[str, Callable[..., Remittance]] = {
    "start": start_remittance_import,
    "match": match_remittance,
    "discard": discard_remittance,
}


@admin.register(RemittanceFormat)
class RemittanceFormatAdmin(SettingAdmin):
    """Changes count for statements that come afterwards."""

    list_display = ("name", "couriers", "cod_cost_bp", "withholds_fee", "pays_within_days", "is_active")
    ordering = ("name",)


def day_widget() -> UnfoldAdminSingleDateWidget:
    """The browser's own calendar, which speaks ISO."""
    return UnfoldAdminSingleDateWidget(attrs={"type": "date"}, format="%Y-%m-%d")


class UploadForm(forms.Form):
    """Field names are those of the refusals."""

    format = forms.ModelChoiceField(
        label=_("Kurir"), queryset=RemittanceFormat.objects.none(), widget=UnfoldAdminSelectWidget
    )
    number = forms.CharField(label=_("Nomor laporan kurir"), max_length=60, widget=UnfoldAdminTextInputWidget)
    period_until = forms.DateField(label=_("Akhir periode laporan"), widget=day_widget())
    file = forms.FileField(
        label=_("Berkas CSV atau XLSX"),
        help_text=_("Paling banyak 200.000 baris, 40 MB."),
        widget=UnfoldAdminFileFieldWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["format"]
        choice.queryset = active_formats()

    def check(self, *, actor: Actor) -> Remittance | None:
        """The statement that was kept; None when it was refused, with the words at their fields."""
        values = self.cleaned_data
        new = NewRemittance(
            format_id=values["format"].pk,
            number=values["number"],
            period_until=values["period_until"],
            file_name=values["file"].name,
            content=values["file"].read(MOST_BYTES + 1),
        )
        try:
            return check_remittance(new, actor=actor)
        except InvalidInput as refused:
            add_refusal(self, refused)
            return None


class ReceiptForm(forms.Form):
    """Field names are those of the refusals."""

    received_rp = forms.IntegerField(
        label=_("Diterima di bank (rupiah)"), min_value=0, widget=UnfoldAdminBigIntegerFieldWidget
    )
    received_on = forms.DateField(label=_("Tanggal diterima"), widget=day_widget())
    bank_reference = forms.CharField(
        label=_("Referensi bank"), max_length=60, widget=UnfoldAdminTextInputWidget
    )


def add_refusal(form: forms.Form, refused: InvalidInput) -> None:
    """The words of a use-case at the fields they are about."""
    for name, texts in refused.fields.items():
        form.add_error(name if name in form.fields else None, texts)


@admin.register(Remittance)
class RemittanceAdmin(DecidingAdmin):
    list_display = (
        "__str__",
        "period_until",
        "status",
        "line_count",
        "amount_rp",
        "fee_rp",
        "received_rp",
        "received_on",
        "uploaded_by",
    )
    list_filter = ("status", "format")
    list_select_related = ("format", "uploaded_by")
    search_fields = ("=number", "=bank_reference")
    ordering = ("-id",)
    actions: ClassVar[list[str]] = []
    actions_list: ClassVar[list[str]] = ["open_form"]

    def has_upload_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("finance.add_remittance"))

    def get_urls(self) -> list[URLPattern]:
        admin_view = self.admin_site.admin_view
        return [
            path("unggah/", admin_view(self.upload_view), name="finance_remittance_upload"),
            path("<int:remittance_id>/change/", admin_view(self.page_view), name="finance_remittance_change"),
            path("<int:remittance_id>/berkas/", admin_view(self.file_view), name="finance_remittance_file"),
            *super().get_urls(),
        ]

    @action(  # type: ignore[untyped-decorator]
        description=_("Unggah laporan"), url_path="unggah-laporan", permissions=["upload"]
    )
    def open_form(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(reverse(UPLOAD_URL))

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """A file with what it is; its first lines are shown before anything is taken in."""
        if not self.has_upload_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if form.is_valid():
            remittance = form.check(actor=admin_actor(request))
            if remittance is not None:
                return HttpResponseRedirect(reverse(PAGE_URL, args=[remittance.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Unggah laporan COD kurir"),
            "opts": self.model._meta,
            "form": form,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "finance/admin_upload.html", context, status=status)

    def page_view(self, request: HttpRequest, remittance_id: int) -> HttpResponse:
        """The statement, what its lines are, and whatever may be done next."""
        remittance = remittance_page(remittance_id)
        if remittance is None or not self.has_view_permission(request):
            raise PermissionDenied
        form = ReceiptForm(request.POST if "book" in request.POST else None)
        if request.method == "POST":
            if not self.has_decide_permission(request):
                raise PermissionDenied
            if self._run(request, remittance, form):
                return HttpResponseRedirect(request.path)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": str(remittance),
            "opts": self.model._meta,
            "remittance": remittance,
            "counts": line_counts(remittance.pk),
            "form": form,
            **{f"is_{status.value}": remittance.status == status for status in RemittanceStatus},
        }
        status_code = 422 if form.errors else 200
        return TemplateResponse(request, "finance/admin_remittance.html", context, status=status_code)

    def file_view(self, request: HttpRequest, remittance_id: int) -> HttpResponseBase:
        """The file as the courier sent it."""
        remittance = remittance_page(remittance_id)
        if remittance is None or not self.has_view_permission(request):
            raise PermissionDenied
        file = private_files().open(remittance.file)
        answer = FileResponse(file, as_attachment=True, filename=remittance.file_name)
        answer["Content-Type"] = "application/octet-stream"
        answer["Cache-Control"] = "no-store"
        return answer

    def _run(self, request: HttpRequest, remittance: Remittance, form: ReceiptForm) -> bool:
        """Do what the button says; False when the form is to be shown again."""
        actor = admin_actor(request)
        try:
            if "book" in request.POST:
                return form.is_valid() and self._book(remittance, form, actor)
            step = next((name for name in _STEPS if name in request.POST), None)
            if step is not None:
                _STEPS[step](remittance.pk, actor=actor)
        except DomainError as refused:
            messages.warning(request, refused.message or refused.code)
        return True

    def _book(self, remittance: Remittance, form: ReceiptForm, actor: Actor) -> bool:
        try:
            book_remittance(remittance.pk, Receipt(**form.cleaned_data), actor=actor)
        except InvalidInput as refused:
            add_refusal(form, refused)
            return False
        return True


@admin.register(RemittanceLine)
class RemittanceLineAdmin(MoneyAdmin):
    list_display = (
        "line",
        "remittance",
        "cnote",
        "kind",
        "amount_rp",
        "expected_rp",
        "fee_rp",
        "gap_rp",
        "paid_on",
        "days",
        "parcel",
    )
    list_filter = ("kind", "is_counted")
    list_select_related = ("remittance__format", "parcel")
    search_fields = ("=cnote", "=reference", "=parcel__reference")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RemittanceLine]:
        rows: QuerySet[RemittanceLine] = super().get_queryset(request)
        return rows.select_related("remittance__format", "parcel")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """The page of a statement leads to its lines of one kind."""
        return lookup == "remittance__id__exact" or super().lookup_allowed(lookup, value, request)
