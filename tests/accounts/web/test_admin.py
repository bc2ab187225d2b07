import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AffiliateCoupon, Partner, User, Warehouse
from accounts.selectors.second_factor import has_second_factor
from accounts.states import PartnerStatus
from komship.core.models import AuditEntry
from tests.factories.second_factor import set_up

LISTS = ["user", "partner", "membership", "warehouse"]
PARTNERS = "admin:accounts_partner_changelist"


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_details_are_read_only(
    wati_web: Client, siti: User, siti_partner: Partner, siti_warehouse: Warehouse, name: str
) -> None:
    rows = {"user": siti, "partner": siti_partner, "warehouse": siti_warehouse}
    rows["membership"] = siti_partner.memberships.get()
    listed = wati_web.get(reverse(f"admin:accounts_{name}_changelist"))
    assert listed.status_code == 200
    detail = reverse(f"admin:accounts_{name}_change", args=[rows[name].pk])
    shown = wati_web.get(detail)
    assert shown.status_code == 200
    assert wati_web.post(detail, {"name": "x"}).status_code == 403
    assert wati_web.get(reverse(f"admin:accounts_{name}_add")).status_code == 403
    assert wati_web.post(reverse(f"admin:accounts_{name}_delete", args=[rows[name].pk])).status_code == 403


def test_no_secret_is_shown(wati_web: Client, siti: User) -> None:
    page = wati_web.get(reverse("admin:accounts_user_change", args=[siti.pk])).content.decode()
    assert siti.password not in page


def judge(client: Client, partner: Partner, **values: str) -> str:
    chosen = {"action": "judge", "_selected_action": str(partner.pk), **values}
    return client.post(reverse(PARTNERS), chosen, follow=True).content.decode()


def test_verdict_asks_for_a_reason_first(wati_web: Client, wati: User, siti_partner: Partner) -> None:
    assert "Simpan keputusan" in judge(wati_web, siti_partner)
    assert "Simpan keputusan" in judge(wati_web, siti_partner, verdict="on_hold", reason="")
    siti_partner.refresh_from_db()
    assert siti_partner.status == PartnerStatus.ACTIVE

    assert "diubah" in judge(wati_web, siti_partner, verdict="on_hold", reason="Retur tinggi")
    siti_partner.refresh_from_db()
    assert siti_partner.status == PartnerStatus.ON_HOLD
    entry = AuditEntry.objects.get(action="partner.judged")
    assert (entry.user_id, entry.channel, entry.reason) == (wati.pk, "admin", "Retur tinggi")


def test_verdict_that_stands_already(wati_web: Client, siti_partner: Partner) -> None:
    assert "tidak diubah" in judge(wati_web, siti_partner, verdict="active", reason="uji")


def test_operators_without_the_permission_cannot_judge(
    wati: User, wati_web: Client, siti_partner: Partner
) -> None:
    User.objects.filter(pk=wati.pk).update(is_superuser=False)
    judge(wati_web, siti_partner, verdict="fraudulent", reason="uji")
    siti_partner.refresh_from_db()
    assert siti_partner.status == PartnerStatus.ACTIVE


def release(client: Client, *users: User, **values: str) -> str:
    chosen = {"action": "release", "_selected_action": [str(user.pk) for user in users], **values}
    return client.post(reverse("admin:accounts_user_changelist"), chosen, follow=True).content.decode()


def test_a_lost_phone_is_released_after_the_reason(
    wati_web: Client, wati: User, siti: User, rina: User
) -> None:
    set_up(siti)
    assert "Simpan keputusan" in release(wati_web, siti)
    assert "Simpan keputusan" in release(wati_web, siti, reason="")
    assert has_second_factor(siti.pk)
    page = release(wati_web, siti, rina, wati, reason="Ditelepon, KTP cocok")
    assert not has_second_factor(siti.pk)
    assert "tidak memakai verifikasi dua langkah" in page
    assert "Minta operator lain" in page
    assert AuditEntry.objects.get(action="second_factor.released").reason == "Ditelepon, KTP cocok"


def test_only_who_may_change_people_releases(wati: User, wati_web: Client, siti: User) -> None:
    set_up(siti)
    User.objects.filter(pk=wati.pk).update(is_superuser=False)
    release(wati_web, siti, reason="uji")
    assert has_second_factor(siti.pk)


@pytest.mark.parametrize(
    "path", ["otp_totp/totpdevice/", "otp_totp/totpdevice/add/", "otp_static/staticdevice/"]
)
def test_nobody_adds_an_authenticator_for_somebody_else(wati_web: Client, path: str) -> None:
    assert wati_web.get(reverse("admin:index") + path).status_code == 404


def test_coupons_are_made_by_staff(wati_web: Client, rina: User) -> None:
    add = reverse("admin:accounts_affiliatecoupon_add")
    refused = wati_web.post(add, {"name": "a b", "affiliator": rina.pk})
    assert "4 sampai 30" in refused.content.decode()
    wati_web.post(add, {"name": "rina2026", "affiliator": rina.pk})
    coupon = AffiliateCoupon.objects.get()
    assert (coupon.name, coupon.affiliator) == ("RINA2026", rina)
    again = wati_web.post(add, {"name": "RINA2026", "affiliator": rina.pk})
    assert again.status_code == 200
    assert wati_web.get(reverse("admin:accounts_affiliatecoupon_changelist")).status_code == 200
