from django import forms
from django.utils.translation import gettext_lazy as _

from komship.web.forms import KomshipForm


class SignInForm(KomshipForm):
    login = forms.CharField(
        label=_("Nama pengguna atau e-mail"),
        max_length=190,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
