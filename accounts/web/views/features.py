"""Switches, each with what it changes, and the names that sales are credited to."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.features import Feature
from accounts.selectors.people import sales_admins
from accounts.services.delete_sales_admin import delete_sales_admin
from accounts.services.save_sales_admin import SalesAdminNotFound, save_sales_admin
from accounts.services.switch_feature import switch_feature
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from accounts.web.settings_forms import SalesAdminForm
from komship.lib.errors import DomainError
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Offer:
    feature: Feature
    text: Text
    icon: str


OFFERS = (
    Offer(
        Feature.TOTAL_EDIT,
        gettext_lazy("Tentukan sendiri nilai yang ditagih kurir di pesanan baru."),
        "pencil",
    ),
    Offer(
        Feature.MASS_ORDER,
        gettext_lazy("Buat banyak pesanan sekaligus dari berkas Excel atau CSV."),
        "table-import",
    ),
    Offer(Feature.ORDER_NOTES, gettext_lazy("Kotak catatan untuk kurir di pesanan baru."), "note"),
    Offer(
        Feature.SENDER_IDENTITIES,
        gettext_lazy("Pilih nama pengirim lain per pesanan. Perlu profil usaha yang lengkap."),
        "id",
    ),
    Offer(Feature.SHIPPING_COST, gettext_lazy("Cetak ongkir di label pesanan non-COD."), "receipt"),
    Offer(
        Feature.TRACKING_SALES,
        gettext_lazy("Setiap pesanan mencatat siapa yang menjual. Perlu minimal satu nama di bawah."),
        "user-check",
    ),
    Offer(
        Feature.SALES_RANKING,
        gettext_lazy("Beranda menampilkan siapa yang paling banyak menjual bulan ini."),
        "trophy",
    ),
    Offer(
        Feature.CUSTOMER_REPUTATION,
        gettext_lazy("Lihat berapa paket ke nomor pembeli yang diretur, dari semua penjual."),
        "shield-check",
    ),
    Offer(
        Feature.RETURN_INSIGHT,
        gettext_lazy("Bandingkan seberapa sering tiap ekspedisi diretur di daerah tujuan."),
        "arrow-back-up",
    ),
)


@partner_required(right=Right.SETTING_PROFILE)
@require_http_methods(["GET", "HEAD", "POST"])
def features(request: SellerRequest) -> HttpResponse:
    """The switches; a post adds a name to the sales admins."""
    partner_id = request.partner_access.partner_id
    form = SalesAdminForm(request.POST or None)

    def add(values: dict[str, Any]) -> Done:
        save_sales_admin(values["name"], partner_id=partner_id, actor=web_actor(request))
        return Done(reverse("accounts:features"), _("%(name)s ditambahkan.") % values)

    done = submit(request, form, add)
    if done is not None:
        return done
    settings = request.partner_access.partner.settings
    context = {
        "offers": [(offer, getattr(settings, offer.feature.value)) for offer in OFFERS],
        "sales_admins": sales_admins(partner_id),
    }
    return form_answer(request, form, "accounts/features.html", context=context)


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def switch(request: SellerRequest, feature: str) -> HttpResponse:
    if feature not in {offer.feature.value for offer in OFFERS}:
        raise Http404
    is_on, chosen = request.POST.get("nyala") == "1", Feature(feature)
    text = _("%(name)s dinyalakan.") if is_on else _("%(name)s dimatikan.")
    back = reverse("accounts:features")
    try:
        switch_feature(request.partner_access.partner_id, chosen, is_on=is_on, actor=web_actor(request))
    except DomainError as refused:
        return go_to(request, back, text=refused.message, tone="danger")
    return go_to(request, back, text=text % {"name": chosen.label})


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def remove_sales_admin(request: SellerRequest, sales_admin_id: int) -> HttpResponse:
    try:
        delete_sales_admin(
            sales_admin_id, partner_id=request.partner_access.partner_id, actor=web_actor(request)
        )
    except SalesAdminNotFound as missing:
        raise Http404 from missing
    return go_to(request, reverse("accounts:features"), text=_("Nama dihapus dari daftar."))
