from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.services.save_warehouse import LONGEST_ADDRESS, LONGEST_CONTACT, LONGEST_NAME
from komship.web.forms import KomshipForm, PhoneField
from shipping.models import Destination


class AddressForm(KomshipForm):
    """A pickup address. Field names are those the service refuses by."""

    name = forms.CharField(
        label=_("Nama alamat"), max_length=LONGEST_NAME, help_text=_("Misalnya Gudang utama.")
    )
    contact_name = forms.CharField(
        label=_("Penanggung jawab"), max_length=LONGEST_CONTACT, help_text=_("Ditemui kurir di sana.")
    )
    contact_phone = PhoneField(label=_("Nomor HP penanggung jawab"))
    destination_id = forms.IntegerField(
        label=_("Kelurahan atau kecamatan"),
        min_value=1,
        max_value=2**63 - 1,
        widget=forms.Select(
            {
                "data-select": "",
                "data-select-url": reverse_lazy("shipping:places"),
                "data-placeholder": _("Ketik kelurahan, kecamatan, atau kode pos"),
            }
        ),
    )
    cari = forms.CharField(label=_("Cari kelurahan atau kecamatan"), required=False, max_length=100)
    address_line = forms.CharField(
        label=_("Alamat lengkap"),
        max_length=LONGEST_ADDRESS,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Jalan, nomor, patokan. Paling banyak 85 karakter."),
    )
    is_default = forms.BooleanField(label=_("Jadikan alamat utama"), required=False)

    def offer(self, places: Iterable[Destination]) -> None:
        """What the plain select can be set to; with the script it searches all of Indonesia."""
        rows = [(place.pk, place.label) for place in places]
        select: Any = self.fields["destination_id"].widget
        select.choices = [("", _("Belum dipilih")), *rows]
