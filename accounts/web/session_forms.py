"""Forms of the pages around the session: registration, passwords, codes, PIN."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from komship.web.forms import KomshipForm, PhoneField, PinField


def password_field(label: Any, *, autocomplete: str, help_text: Any = "") -> forms.CharField:
    """Pasting is allowed: password managers do."""
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=256, strip=False, widget=widget, help_text=help_text)


def code_field(label: Any, *, most: int, is_first: bool = True) -> forms.CharField:
    """`is_first`: nothing stands before it that has to be read or typed, so the cursor waits there."""
    widget = forms.TextInput(
        {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "maxlength": str(most),
            "autofocus": is_first,
        }
    )
    return forms.CharField(label=label, max_length=most, widget=widget)


class TwicePasswordForm(KomshipForm):
    """A new password, typed twice."""

    password = password_field(
        _("Kata sandi baru"), autocomplete="new-password", help_text=_("Paling sedikit 8 karakter.")
    )
    again = password_field(_("Ulangi kata sandi"), autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("password") and values.get("again") and values["password"] != values["again"]:
            self.add_error("again", _("Kata sandi tidak sama."))
        return values


class RegisterForm(TwicePasswordForm):
    full_name = forms.CharField(
        label=_("Nama lengkap"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    phone = PhoneField(label=_("Nomor HP"), max_length=20)
    email = forms.EmailField(
        label=_("E-mail"), max_length=190, widget=forms.EmailInput({"autocomplete": "email"})
    )
    coupon = forms.CharField(
        label=_("Kupon"), max_length=30, required=False, help_text=_("Kalau ada yang mengajakmu.")
    )
    agrees = forms.BooleanField(label=_("Saya setuju dengan syarat dan ketentuan Komship"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Kata sandi")

    field_order = ("full_name", "phone", "email", "password", "again", "coupon", "agrees")


class EmailForm(KomshipForm):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=190,
        widget=forms.EmailInput({"autocomplete": "email", "autofocus": True}),
    )


class ChangePasswordForm(TwicePasswordForm):
    old_password = password_field(_("Kata sandi sekarang"), autocomplete="current-password")

    field_order = ("old_password", "password", "again")


class SecondFactorForm(KomshipForm):
    code = code_field(_("Kode dari aplikasi, atau kode cadangan"), most=12)


class AppCodeForm(KomshipForm):
    code = code_field(_("6 angka dari aplikasi"), most=6, is_first=False)


class NewPinForm(KomshipForm):
    pin = PinField(label=_("PIN baru"))
    again = PinField(label=_("Ulangi PIN baru"))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("pin") and values.get("again") and values["pin"] != values["again"]:
            self.add_error("again", _("PIN tidak sama."))
        return values


class ChangePinForm(NewPinForm):
    old_pin = PinField(label=_("PIN sekarang"))

    field_order = ("old_pin", "pin", "again")


class ForgottenPinForm(NewPinForm):
    code = code_field(_("4 angka dari e-mail"), most=4)

    field_order = ("code", "pin", "again")


class UsernameForm(KomshipForm):
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        help_text=_("Huruf kecil, angka, titik, strip dan garis bawah."),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )


class NewEmailForm(KomshipForm):
    old_password = password_field(_("Kata sandi sekarang"), autocomplete="current-password")
    email = forms.EmailField(
        label=_("E-mail baru"), max_length=190, widget=forms.EmailInput({"autocomplete": "email"})
    )


class NewPhoneForm(KomshipForm):
    old_password = password_field(_("Kata sandi sekarang"), autocomplete="current-password")
    phone = PhoneField(label=_("Nomor HP baru"), max_length=20)


class PhoneCodeForm(KomshipForm):
    code = code_field(_("6 angka dari WhatsApp"), most=6)
