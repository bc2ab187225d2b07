"""The one field of a file of orders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from komship.web.forms import KomshipForm


class MassFileForm(KomshipForm):
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        help_text=_("Maksimal 5 MB dan 2.000 baris."),
        error_messages={"required": _("Pilih berkas dulu."), "empty": _("Berkas ini kosong.")},
    )
