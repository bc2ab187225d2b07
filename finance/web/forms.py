from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import BankAccount
from finance.selectors.transactions import TransactionFilter
from finance.states import EntryKind
from komship.web.forms import KomshipForm, PinField, RupiahField

# Kinds that can stand on the available balance, in the order people look for them.
_SHOWN_KINDS = (
    EntryKind.COD_SETTLEMENT,
    EntryKind.SHIPPING_CHARGE,
    EntryKind.SHIPPING_REFUND,
    EntryKind.RETURN_CHARGE,
    EntryKind.WITHDRAWAL,
    EntryKind.WITHDRAWAL_RETURNED,
    EntryKind.TOP_UP,
    EntryKind.COMPENSATION_LOST,
    EntryKind.COMPENSATION_DAMAGED,
    EntryKind.RETURN_CLAIM_CREDIT,
    EntryKind.ADJUSTMENT,
)


def date_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class TransactionFilters(KomshipForm):
    q = forms.CharField(label=_("Cari nomor resi atau pesanan"), required=False, max_length=60)
    jenis = forms.ChoiceField(
        label=_("Jenis"),
        required=False,
        choices=[("", _("Semua jenis")), *((kind.value, kind.label) for kind in _SHOWN_KINDS)],
    )
    dari = forms.DateField(label=_("Dari tanggal"), required=False, widget=date_input())
    sampai = forms.DateField(label=_("Sampai tanggal"), required=False, widget=date_input())


def transaction_filter(given: dict[str, Any]) -> TransactionFilter:
    """The valid values of the filter form as the selector wants them."""
    kind = given.get("jenis")
    return TransactionFilter(
        kinds=[EntryKind(kind)] if kind else (),
        since=given.get("dari"),
        until=given.get("sampai"),
        search=given.get("q", ""),
    )


class WithdrawalForm(KomshipForm):
    """Amount, destination and PIN on one page. Field names are those of the refusals."""

    nominal = RupiahField(label=_("Jumlah yang ditarik"), min_value=1)
    bank_no = forms.TypedChoiceField(coerce=int)
    pin = PinField(help_text=_("6 angka yang kamu pakai untuk menarik saldo."))


def withdrawal_form(data: Mapping[str, Any] | None, *, bank_accounts: list[BankAccount]) -> WithdrawalForm:
    """The form with the seller's own accounts as destinations."""

    class OfSeller(WithdrawalForm):
        bank_no = _destination(bank_accounts)

    return OfSeller(data)


def _destination(bank_accounts: list[BankAccount]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Ke rekening"),
        coerce=int,
        widget=forms.RadioSelect,
        initial=bank_accounts[0].pk if bank_accounts else None,
        choices=[
            (account.pk, f"{account.bank_name} {account.account_no} · {account.account_name}")
            for account in bank_accounts
        ],
    )
