"""Forms of the settings pages. Field names are those the services refuse by."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.business import SECTORS, TYPES
from accounts.ports import find_cities
from accounts.presets import PRESETS
from accounts.services import save_business, save_person, save_sales_admin, save_sender_identity
from accounts.services.give_feedback import LONGEST_COMMENT
from accounts.states import OWNER_ONLY_RIGHTS, Gender, MaritalStatus, Menu, Right
from komship.web.forms import KomshipForm, PhoneField

MENU_LABELS = {
    Menu.DASHBOARD: _("Beranda"),
    Menu.PRODUCT: _("Produk"),
    Menu.GUDANG: _("Gudang"),
    Menu.ORDER: _("Pesanan"),
    Menu.PICKUP: _("Pickup"),
    Menu.FINANCE: _("Keuangan"),
    Menu.SETTING: _("Pengaturan"),
    Menu.KENDALA: _("Kendala"),
}
RIGHT_LABELS = {
    Right.DASHBOARD_VIEW: _("Melihat grafik dan ringkasan"),
    Right.PRODUCT_VIEW: _("Melihat"),
    Right.PRODUCT_CREATE: _("Menambah"),
    Right.PRODUCT_EDIT: _("Mengubah"),
    Right.PRODUCT_DELETE: _("Menghapus"),
    Right.WAREHOUSE_MANAGE: _("Mengatur alamat pickup"),
    Right.INBOUND_SUBMIT: _("Mengajukan barang masuk"),
    Right.WAREHOUSE_SEARCH: _("Mencari gudang mitra"),
    Right.INBOUND_HISTORY: _("Melihat riwayat barang masuk"),
    Right.ORDER_VIEW: _("Melihat"),
    Right.ORDER_CREATE: _("Membuat"),
    Right.ORDER_EDIT: _("Mengubah dan membatalkan"),
    Right.ORDER_DELETE: _("Menghapus"),
    Right.PICKUP_SUBMIT: _("Meminta pickup"),
    Right.PICKUP_HISTORY: _("Melihat riwayat"),
    Right.FINANCE_INCOME: _("Melihat penghasilan"),
    Right.FINANCE_BALANCE: _("Melihat dan menarik saldo"),
    Right.SETTING_BANK: _("Rekening bank"),
    Right.SETTING_PIN: _("PIN"),
    Right.SETTING_COURIER: _("Ekspedisi"),
    Right.TICKET_VIEW: _("Melihat"),
    Right.TICKET_CREATE: _("Membuat"),
    Right.TICKET_EDIT: _("Menjawab"),
    Right.TICKET_DELETE: _("Menghapus"),
}
CUSTOM = "custom"
MENUS = tuple((menu, [r for r in Right if r.menu == menu and r not in OWNER_ONLY_RIGHTS]) for menu in Menu)


class PersonForm(KomshipForm):
    full_name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=save_person.LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    gender = forms.ChoiceField(label=_("Jenis kelamin"), choices=Gender.choices, required=False)
    marital_status = forms.ChoiceField(
        label=_("Status pernikahan"), choices=MaritalStatus.choices, required=False
    )
    birth_on = forms.DateField(
        label=_("Tanggal lahir"),
        required=False,
        widget=forms.DateInput({"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
    )
    address_line = forms.CharField(
        label=_("Alamat"),
        max_length=save_person.LONGEST_ADDRESS,
        required=False,
        widget=forms.Textarea({"rows": 2, "autocomplete": "street-address"}),
    )


def _numbered(first: Any, names: dict[int, Any]) -> list[tuple[Any, Any]]:
    return [("", first), *names.items()]


class CityField(forms.CharField):
    """The text of a city. A plain select would hold five hundred; the browser suggests instead."""

    widget = forms.TextInput({"list": "cities", "autocomplete": "off"})


class BusinessForm(KomshipForm):
    name = forms.CharField(
        label=_("Nama usaha"),
        max_length=save_business.LONGEST_NAME,
        help_text=_("Tercetak di label, paling banyak 30 karakter."),
    )
    phone = PhoneField(label=_("Nomor HP usaha"), help_text=_("Tercetak di label."))
    city = CityField(label=_("Kota"), max_length=120, help_text=_("Ketik nama kota, lalu pilih dari daftar."))
    business_logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("JPG, PNG, atau WebP, paling besar 2 MB."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    sector = forms.TypedChoiceField(
        label=_("Bidang usaha"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=_numbered(_("Belum dipilih"), SECTORS),
    )
    kind = forms.TypedChoiceField(
        label=_("Jenis usaha"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=_numbered(_("Belum dipilih"), TYPES),
    )

    @property
    def cities(self) -> list[str]:
        """What the browser offers while the city is typed."""
        return [city.text for city in find_cities("", limit=1_000)]


class SalesAdminForm(KomshipForm):
    name = forms.CharField(label=_("Nama admin penjualan"), max_length=save_sales_admin.LONGEST_NAME)


class SenderForm(KomshipForm):
    name = forms.CharField(
        label=_("Nama pengirim"),
        max_length=save_sender_identity.LONGEST_NAME,
        help_text=_("Paling banyak 30 karakter, tanpa / = : ;"),
    )
    phone = PhoneField(label=_("Nomor HP"))
    is_default = forms.BooleanField(label=_("Pakai sebagai pengirim utama"), required=False)


class RightsForm(KomshipForm):
    """A preset, or single rights when the last choice is taken."""

    preset = forms.ChoiceField(
        label=_("Peran"),
        choices=[*((preset.key, preset.title) for preset in PRESETS), (CUSTOM, _("Pilih sendiri"))],
        widget=forms.RadioSelect,
        initial="input",
    )
    rights = forms.TypedMultipleChoiceField(
        label=_("Hak"),
        coerce=int,
        required=False,
        choices=[(right.value, label) for right, label in RIGHT_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def chosen(self) -> Iterable[int]:
        """Raises KeyError for nothing: the field knows its keys."""
        key = self.cleaned_data["preset"]
        if key == CUSTOM:
            return list(self.cleaned_data["rights"])
        return next(preset.rights for preset in PRESETS if preset.key == key)

    @property
    def matrix(self) -> list[tuple[Any, list[tuple[int, Any, bool]]]]:
        """Menus with their rights: number, label, whether it is ticked."""
        ticked = {str(value) for value in self["rights"].value() or []}
        return [
            (
                MENU_LABELS[menu],
                [(right.value, RIGHT_LABELS[right], str(right.value) in ticked) for right in rights],
            )
            for menu, rights in MENUS
        ]


class InviteForm(RightsForm):
    full_name = forms.CharField(label=_("Nama"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=190)
    field_order = ("full_name", "email", "preset", "rights")


class JoinForm(KomshipForm):
    full_name = forms.CharField(
        label=_("Nama lengkap"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Kata sandi baru"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Minimal 8 karakter. Hanya kamu yang tahu, pemilik toko tidak."),
    )


class FeedbackForm(KomshipForm):
    stars = forms.TypedChoiceField(
        label=_("Seberapa puas kamu?"),
        coerce=int,
        choices=[
            (5, _("5, sangat puas")),
            (4, _("4, puas")),
            (3, _("3, biasa saja")),
            (2, _("2, kurang puas")),
            (1, _("1, tidak puas")),
        ],
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Ceritakan"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 4}),
    )
