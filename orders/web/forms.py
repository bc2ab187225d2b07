"""The order desk's form, and what is asked before labels are printed."""

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import PartnerSettings
from accounts.selectors.people import sales_admins, sender_identities
from accounts.selectors.warehouses import warehouse_list
from finance.selectors.bank_accounts import bank_account_list
from finance.states import PaymentMethod
from komship.lib.errors import DomainError
from komship.web.forms import KomshipForm, PhoneField, PhoneInput, RupiahField
from orders.chat import MOST_CHARACTERS
from orders.models.order import METHOD_CHOICES
from orders.rules import LONGEST_ADDRESS, LONGEST_NAME, MOST_TOTAL_RP
from orders.web.filters import Choices, OwnRowField
from orders.web.labels import PAPERS
from orders.web.refusals import words_for
from shipping.rules.label_layouts import LabelLayout

# Where a refusal belongs; all others stand above the form.
_FIELD_OF = {
    "unknown_destination": "destination_id",
    "unknown_warehouse": "warehouse_id",
    "warehouse_incomplete": "warehouse_id",
    "no_cod_here": "payment_method",
}
# Values that decide the price: the script asks for new offers when one of them changes.
PRICED = {"data-price": ""}


def _amount(label: Any, **options: Any) -> RupiahField:
    field = RupiahField(
        **{"label": label, "required": False, "min_value": 0, "max_value": MOST_TOTAL_RP, **options}
    )
    field.widget.attrs.update(PRICED)
    return field


class OrderExportForm(KomshipForm):
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    format = forms.ChoiceField(
        label=_("Bentuk berkas"),
        choices=(("xlsx", _("Excel (XLSX)")), ("csv", _("CSV"))),
        widget=forms.RadioSelect,
    )


class DeskForm(KomshipForm):
    """Field names are those the services refuse by. Articles and couriers are no fields: they come
    and go with the page's steps."""

    request_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    # Which version of an edited order the seller has before her eyes.
    seen_edits = forms.IntegerField(min_value=0, max_value=32_767, required=False, widget=forms.HiddenInput)
    chat = forms.CharField(
        label=_("Tempel chat pembeli"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(
            {"rows": 3, "data-chat": "", "placeholder": _("Nama, nomor HP, dan alamat terisi sendiri")}
        ),
    )
    cari_pembeli = forms.CharField(label=_("Cari pembeli lama"), required=False, max_length=60)
    customer_name = forms.CharField(label=_("Nama penerima"), max_length=LONGEST_NAME)
    customer_phone = PhoneField(label=_("Nomor HP"), widget=PhoneInput({"data-phone": ""}))
    detail_address = forms.CharField(
        label=_("Alamat lengkap"), max_length=LONGEST_ADDRESS, widget=forms.Textarea({"rows": 2})
    )
    destination_id = OwnRowField(
        label=_("Kelurahan atau kecamatan tujuan"),
        widget=forms.Select(
            {
                "data-select": "",
                "data-select-url": reverse_lazy("orders:desk_destinations"),
                "data-placeholder": _("Ketik kelurahan, kecamatan, atau kode pos"),
                **PRICED,
            }
        ),
    )
    cari_tujuan = forms.CharField(label=_("Cari kelurahan atau kecamatan"), required=False, max_length=100)
    cari_produk = forms.CharField(label=_("Cari produk"), required=False, max_length=60)
    warehouse_id = OwnRowField(label=_("Dikirim dari"), widget=forms.Select({"data-place": ""}))
    payment_method = forms.ChoiceField(
        label=_("Pembayaran"),
        choices=METHOD_CHOICES,
        widget=forms.RadioSelect(PRICED),
        initial=PaymentMethod.COD,
    )
    discount_rp = _amount(_("Potongan harga"))
    additional_rp = _amount(_("Biaya lain"))
    wanted_total_rp = _amount(
        _("Nilai ditagih ke pembeli"), help_text=_("Kosongkan untuk memakai total yang dihitung.")
    )
    buyer_pays_fee = forms.BooleanField(
        label=_("Biaya COD ditanggung pembeli"), required=False, widget=forms.CheckboxInput(PRICED)
    )
    bank_account_id = OwnRowField(label=_("Rekening penerima transfer"), required=False)
    sender_id = OwnRowField(label=_("Nama pengirim di label"), required=False)
    sales_admin_id = OwnRowField(label=_("Terjual oleh"), required=False)
    note = forms.CharField(label=_("Catatan untuk kurir"), required=False, max_length=200)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        partner_id: int,
        settings: PartnerSettings,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        switches = {
            "wanted_total_rp": settings.allows_total_edit,
            "sender_id": settings.sender_identities,
            "sales_admin_id": settings.tracking_sales,
            "note": settings.order_notes,
            "bank_account_id": settings.bank_mutation,
        }
        self._names_seller = settings.tracking_sales
        off = {name for name, is_on in switches.items() if not is_on}
        # The base class judges bound values at once, so what this seller may not set never gets in.
        allowed = None if data is None else {name: data[name] for name in data if name not in off}
        super().__init__(allowed, initial=dict(initial or {}))
        for name in off:
            del self.fields[name]
        if "sender_id" in self.fields:
            self._own("sender_id").offer(_("Nama toko"), partial(_senders, partner_id))
        if "sales_admin_id" in self.fields:
            self._own("sales_admin_id").offer(_("Pilih nama"), partial(_sales_admins, partner_id))
        if "bank_account_id" in self.fields:
            self._own("bank_account_id").offer(_("Belum dicatat"), partial(_bank_accounts, partner_id))
        self._own("warehouse_id").offer(_("Pilih alamat"), partial(_warehouses, partner_id))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self._names_seller and not values.get("sales_admin_id"):
            self.add_error("sales_admin_id", _("Pilih siapa yang menjual."))
        return values

    def offer_destinations(self, rows: Choices) -> None:
        """What the plain select can be set to; with the script it searches all of Indonesia."""
        self._own("destination_id").offer(_("Belum dipilih"), lambda: rows)

    def add_domain_error(self, error: DomainError) -> None:
        name = _FIELD_OF.get(error.code)
        if name is None:
            super().add_domain_error(error)
            return
        self.add_error(name, words_for(error))
        self._mark_invalid()

    def mark(self, name: str, *, sure: bool) -> None:
        """Show that a value was read from the chat, and whether to look at it again."""
        attrs = self.fields[name].widget.attrs
        attrs["class"] = f"{attrs['class']} {'is-read' if sure else 'is-unsure'}"
        self.fields[name].help_text = _("Dari chat") if sure else _("Dari chat, periksa lagi")

    def _own(self, name: str) -> OwnRowField:
        return cast(OwnRowField, self.fields[name])


def _warehouses(partner_id: int) -> Choices:
    return [(place.pk, f"{place.name}, {place.city}") for place in warehouse_list(partner_id)]


def _senders(partner_id: int) -> Choices:
    return [(row.pk, row.name) for row in sender_identities(partner_id)]


def _bank_accounts(partner_id: int) -> Choices:
    return [(row.pk, f"{row.bank_name} {row.account_no}") for row in bank_account_list(partner_id)]


def _sales_admins(partner_id: int) -> Choices:
    return [(row.pk, row.name) for row in sales_admins(partner_id)]


class LabelForm(KomshipForm):
    layout = forms.ChoiceField(
        label=_("Ukuran kertas"),
        choices=[(paper.layout.value, paper.title) for paper in PAPERS],
        widget=forms.RadioSelect,
        initial=LabelLayout.THERMAL_100X150.value,
    )
    masks_phone = forms.BooleanField(label=_("Samarkan nomor HP penerima"), required=False)
    shows_date = forms.BooleanField(label=_("Cetak tanggal pesanan"), required=False)
