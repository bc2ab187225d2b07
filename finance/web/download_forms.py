"""What is asked before a file of money is made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.web.forms import date_input
from komship.web.forms import KomshipForm


class StatementForm(KomshipForm):
    """`token` makes two clicks one file."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    format = forms.ChoiceField(label=_("Bentuk berkas"), choices=(("pdf", "PDF"), ("xlsx", "XLSX")))


class TransactionFileForm(KomshipForm):
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    dari = forms.DateField(label=_("Dari tanggal"), required=False, widget=date_input())
    sampai = forms.DateField(label=_("Sampai tanggal"), required=False, widget=date_input())
    format = forms.ChoiceField(
        label=_("Bentuk berkas"),
        choices=(("xlsx", _("Excel (XLSX)")), ("csv", _("CSV")), ("pdf", _("PDF"))),
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("dari"), values.get("sampai")
        if since and until and until < since:
            self.add_error("sampai", _("Tanggal akhir harus sesudah tanggal awal."))
        return values
