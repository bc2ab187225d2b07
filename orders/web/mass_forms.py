"""The one field of a file of orders, and that of the sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from komship.web.forms import KomshipForm

MOST_TEXT = 1_000_000


class MassFileForm(KomshipForm):
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        help_text=_("Maksimal 5 MB dan 2.000 baris."),
        error_messages={"required": _("Pilih berkas dulu."), "empty": _("Berkas ini kosong.")},
    )


class MassSheetForm(KomshipForm):
    """Cells with tabs between them; a script makes a table of it."""

    rows = forms.CharField(
        label=_("Baris pesanan"),
        widget=forms.Textarea({"rows": 12, "spellcheck": "false", "wrap": "off"}),
        help_text=_("Salin dari Excel atau Google Sheets, lalu tempel di sini. Paling banyak 500 baris."),
        max_length=MOST_TEXT,
        strip=False,
        error_messages={"required": _("Isi paling tidak satu baris.")},
    )
    # When the sheet was saved that the page shows.
    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)


class KeptSheetForm(MassSheetForm):
    """The same on its way: a sheet that was emptied is kept empty."""

    rows = forms.CharField(max_length=MOST_TEXT, strip=False, required=False)
