"""The steps of adding a bank account, a form each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import CodeChannel
from finance.banks.directory import BANKS
from komship.lib.phone import mask_phone
from komship.web.forms import KomshipForm, PinField

Choices = list[tuple[str, Any]]


class PinStep(KomshipForm):
    pin = PinField(help_text=_("6 angka yang juga kamu pakai untuk menarik saldo."))


class AccountStep(KomshipForm):
    """Field names are those of the refusals."""

    bank = forms.ChoiceField(
        label=_("Bank"),
        choices=[("", _("Pilih bank")), *((bank.code, bank.name) for bank in BANKS)],
        widget=forms.Select({"data-select": ""}),
    )
    account_no = forms.CharField(
        label=_("Nomor rekening"),
        max_length=30,
        help_text=_("5 sampai 20 angka."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class NamedAccountStep(AccountStep):
    """Where no bank can be asked for the name."""

    account_name = forms.CharField(label=_("Nama pemilik"), max_length=120)


class ReasonStep(KomshipForm):
    note = forms.CharField(
        label=_("Alasan memakai rekening ini"), max_length=255, widget=forms.Textarea({"rows": 3})
    )


class CodeStep(KomshipForm):
    code = forms.CharField(
        label=_("Kode verifikasi"),
        min_length=6,
        max_length=6,
        help_text=_("6 angka. Berlaku lima menit."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": ""}),
    )


def channel_step(data: Mapping[str, Any] | None, *, channels: Choices) -> KomshipForm:
    """The form with this person's own ways to be reached."""

    class OfPerson(KomshipForm):
        channel = forms.ChoiceField(
            label=_("Kirim kode lewat"),
            widget=forms.RadioSelect,
            choices=channels,
            initial=channels[0][0] if channels else None,
        )

    return OfPerson(data)


def channels_of(user: User, *, phone_works: bool) -> Choices:
    """Ways to reach a person, with addresses she knows again and others do not learn."""
    found: Choices = []
    if user.phone and phone_works:
        found.append((CodeChannel.WHATSAPP.value, f"WhatsApp · {mask_phone(user.phone)}"))
    if user.email:
        name, at, host = user.email.partition("@")
        found.append((CodeChannel.EMAIL.value, f"E-mail · {name[:2]}…{at}{host}"))
    return found


def address_of(user: User, channel: str) -> str:
    return user.email if channel == CodeChannel.EMAIL else user.phone
