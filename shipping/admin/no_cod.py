"""Places without COD: the list, and new lists that are checked before they count."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from accounts.admin import ReadOnlyAdmin, SettingAdmin, admin_actor
from komship.core.audit import record
from komship.lib.errors import DomainError, InvalidInput
from komship.lib.sheet_reading import MOST_BYTES
from shipping.models import NoCodArea, NoCodImport
from shipping.selectors.no_cod import waiting_lists
from shipping.services import (
    check_no_cod_list,
    discard_no_cod,
    publish_no_cod,
    withdraw_no_cod_list,
)

IMPORT_URL = "admin:shipping_nocodarea_import"


class ListForm(forms.Form):
    file = forms.FileField(label=_("Berkas CSV atau XLSX"))


@admin.register(NoCodArea)
class NoCodAreaAdmin(SettingAdmin):
    list_display = ("__str__", "tariff_code", "courier", "source", "created_at")
    list_filter = ("courier",)
    list_select_related = ("courier", "source", "destination")
    search_fields = ("=tariff_code", "=destination__postal_code", "destination__village__istartswith")
    search_help_text = _("Kode tujuan, kode pos, atau awal nama desa")
    autocomplete_fields = ("destination",)
    show_full_result_count = False
    actions_list: ClassVar[list[str]] = ["open_import"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.has_perm("shipping.delete_nocodarea"))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        before = {"area": str(obj), "courier": str(obj.courier or "")}
        record("nocodarea.removed", obj, actor=admin_actor(request), change=(before, None))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[NoCodArea]) -> None:
        for area in queryset.select_related("courier", "destination"):
            self.delete_model(request, area)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_view)
        mine = path("import/", view, name="shipping_nocodarea_import")
        return [mine, *super().get_urls()]

    @action(  # type: ignore[untyped-decorator]
        description=_("Impor daftar"), url_path="impor", permissions=["add"]
    )
    def open_import(self, request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(reverse(IMPORT_URL))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Upload, look, then publish or throw away; the API does the same in the same steps."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ListForm(request.POST, request.FILES) if "check" in request.POST else ListForm()
        faults: list[tuple[str, str]] = []
        if request.method == "POST":
            faults = self._run(request, form)
            if not faults and not form.errors:
                return HttpResponseRedirect(reverse(IMPORT_URL))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Impor daerah tanpa COD"),
            "opts": self.model._meta,
            "form": form,
            "faults": faults,
            "waiting": waiting_lists(request.user.pk or 0),
        }
        return TemplateResponse(request, "shipping/admin_no_cod_import.html", context)

    def _run(self, request: HttpRequest, form: ListForm) -> list[tuple[str, str]]:
        """Do what the button says; what is wrong with a list comes back line by line."""
        try:
            if "check" in request.POST:
                self._check(request, form)
            elif "publish" in request.POST:
                added = publish_no_cod(request.user.pk or 0, actor=admin_actor(request))
                text = ngettext("%(n)d daerah ditambahkan.", "%(n)d daerah ditambahkan.", added)
                messages.success(request, text % {"n": added})
            elif "discard" in request.POST:
                discard_no_cod(request.user.pk or 0, actor=admin_actor(request))
        except InvalidInput as refused:
            return [(name, text) for name, texts in refused.fields.items() for text in texts]
        except DomainError as refused:
            messages.warning(request, refused.message)
        return []

    def _check(self, request: HttpRequest, form: ListForm) -> None:
        if not form.is_valid():
            return
        upload = form.cleaned_data["file"]
        check_no_cod_list(
            request.user.pk or 0,
            file_name=upload.name,
            content=upload.read(MOST_BYTES + 1),
            actor=admin_actor(request),
        )


@admin.register(NoCodImport)
class NoCodImportAdmin(ReadOnlyAdmin):
    list_display = ("file_name", "user", "stage", "total", "known", "added", "created_at", "published_at")
    list_select_related = ("user",)
    ordering = ("-id",)
    exclude = ("rows",)
    actions: ClassVar[list[str]] = ["withdraw"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoCodImport]:
        rows: QuerySet[NoCodImport] = super().get_queryset(request)
        return rows.defer("rows")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("shipping.delete_nocodarea"))

    @admin.action(description=_("Tarik kembali daerah dari daftar ini"), permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, rows: QuerySet[NoCodImport]) -> None:
        count = sum(withdraw_no_cod_list(row.pk, actor=admin_actor(request)) for row in rows)
        text = ngettext("%(n)d daerah ditarik kembali.", "%(n)d daerah ditarik kembali.", count)
        messages.success(request, text % {"n": count})
