"""The door to everything a seller can set up."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.selectors.access import PartnerAccess
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.navigation import url_or_none

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Tile:
    view: str
    title: Text
    text: Text
    icon: str
    right: Right | None = None


GROUPS: tuple[tuple[Text, tuple[Tile, ...]], ...] = (
    (
        _("Usaha"),
        (
            Tile(
                "accounts:profile",
                _("Profil"),
                _("Data diri, nama usaha, nomor HP, dan kota di label"),
                "user",
            ),
            Tile(
                "accounts:team",
                _("Tim"),
                _("Undang orang, atur siapa boleh apa"),
                "users",
                Right.SETTING_MEMBERS,
            ),
            Tile(
                "finance:bank_accounts",
                _("Rekening bank"),
                _("Tujuan penarikan saldo"),
                "building-bank",
                Right.SETTING_BANK,
            ),
            Tile("accounts:security", _("Keamanan"), _("Kata sandi, PIN, perangkat, langkah kedua"), "lock"),
        ),
    ),
    (
        _("Pengiriman"),
        (
            Tile(
                "shipping:addresses",
                _("Alamat pickup"),
                _("Tempat kurir mengambil paketmu"),
                "map-pin",
                Right.WAREHOUSE_MANAGE,
            ),
            Tile(
                "shipping:couriers",
                _("Ekspedisi"),
                _("Kurir yang ditawarkan di pesanan baru"),
                "truck",
                Right.SETTING_COURIER,
            ),
            Tile(
                "accounts:senders",
                _("Identitas pengirim"),
                _("Nama dan nomor lain di label"),
                "id",
                Right.SETTING_PROFILE,
            ),
        ),
    ),
    (
        _("Lainnya"),
        (
            Tile(
                "accounts:features",
                _("Fitur"),
                _("Nyalakan yang kamu perlukan saja"),
                "adjustments",
                Right.SETTING_PROFILE,
            ),
            Tile(
                "notifications:developers:index",
                _("API dan webhook"),
                _("Hubungkan program atau tokomu sendiri"),
                "api",
                Right.SETTING_PROFILE,
            ),
            Tile("accounts:feedback", _("Masukan"), _("Beri tahu kami apa yang kurang"), "message"),
        ),
    ),
)


@partner_required
@require_safe
def settings_index(request: SellerRequest) -> HttpResponse:
    """Only what this person may open; pages of parts that are not installed are left out."""
    groups = [(title, _open_tiles(tiles, request.partner_access)) for title, tiles in GROUPS]
    context = {"groups": [(title, tiles) for title, tiles in groups if tiles]}
    return render(request, "accounts/settings.html", context)


def _open_tiles(tiles: tuple[Tile, ...], access: PartnerAccess) -> list[tuple[Tile, str]]:
    found = []
    for tile in tiles:
        url = url_or_none(tile.view)
        if url and (tile.right is None or access.may(tile.right)):
            found.append((tile, url))
    return found
