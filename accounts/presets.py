"""Usual parts on a seller's team, as rights to begin with."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.states import ALL_RIGHTS, OWNER_ONLY_RIGHTS, Right

Text = str | Promise
R = Right


@dataclass(frozen=True)
class Preset:
    key: str
    title: Text
    text: Text
    rights: frozenset[int]


_READ = (R.DASHBOARD_VIEW, R.PRODUCT_VIEW, R.ORDER_VIEW, R.PICKUP_HISTORY, R.TICKET_VIEW)

PRESETS: tuple[Preset, ...] = (
    Preset("admin", _("Admin"), _("Semua kecuali profil usaha dan tim"), ALL_RIGHTS - OWNER_ONLY_RIGHTS),
    Preset(
        "input",
        _("CS input"),
        _("Membuat dan mengubah pesanan, menjawab kendala"),
        frozenset({*_READ, R.ORDER_CREATE, R.ORDER_EDIT, R.ORDER_DELETE, R.TICKET_CREATE, R.TICKET_EDIT}),
    ),
    Preset(
        "packing",
        _("Packing"),
        _("Melihat pesanan, mencetak label, meminta pickup"),
        frozenset({R.PRODUCT_VIEW, R.ORDER_VIEW, R.PICKUP_SUBMIT, R.PICKUP_HISTORY}),
    ),
    Preset(
        "finance",
        _("Keuangan"),
        _("Saldo, penghasilan, dan rekening"),
        frozenset({R.DASHBOARD_VIEW, R.FINANCE_INCOME, R.FINANCE_BALANCE, R.SETTING_BANK}),
    ),
    Preset("view", _("Hanya lihat"), _("Melihat tanpa mengubah apa pun"), frozenset(_READ)),
)
BY_KEY = {preset.key: preset for preset in PRESETS}


def preset_of(rights: frozenset[int]) -> Preset | None:
    """The preset that is exactly these rights."""
    return next((preset for preset in PRESETS if preset.rights == rights), None)
