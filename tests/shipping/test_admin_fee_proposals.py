"""Rates in the ops panel: proposed by one, decided by another."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from komship.lib import clock
from shipping.models import FeeProposal, FeeWindow
from tests.factories.shipping import service_of

pytestmark = pytest.mark.usefixtures("couriers")

ADD = "admin:shipping_feeproposal_add"


def wish(**changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "service": service_of("REG19").pk,
        "cod_fee_bp": 280,
        "cod_cost_bp": 250,
        "vat_bp": 1100,
        "cashback_bp": 1000,
        "cashback_from_bp": 1300,
        "return_discount_bp": 10_000,
        "reason": "kontrak baru",
    }
    return values | changes


def page_of(proposal: FeeProposal) -> str:
    return reverse("admin:shipping_feeproposal_change", args=[proposal.pk])


def windows() -> list[FeeWindow]:
    return list(FeeWindow.objects.filter(service=service_of("REG19")).order_by("valid_from"))


def test_one_proposes_another_approves(wati_web: Client, dewi_web: Client, dewi: User) -> None:
    assert "Usulkan tarif" in wati_web.get(reverse(ADD)).content.decode()
    shown = wati_web.post(reverse(ADD), wish(), follow=True).content.decode()
    proposal = FeeProposal.objects.get()
    assert "Rekan lain yang menyetujuinya" in shown
    assert "0 pesanan, 0 COD, 0 retur, 0 tidak lagi dilayani" in shown
    assert (
        "Usulan ini kamu buat sendiri"
        in wati_web.post(page_of(proposal), {"approve": "1"}, follow=True).content.decode()
    )
    assert len(windows()) == 1

    dewi_web.post(page_of(proposal), {"approve": "1", "note": "sesuai kontrak"})

    before, after = windows()
    assert before.valid_until == after.valid_from
    assert (after.cashback_bp, after.approved_by) == (1000, dewi)
    shown = dewi_web.get(page_of(proposal)).content.decode()
    assert "Disetujui" in shown
    assert "sesuai kontrak" in shown
    assert 'name="approve"' not in shown


def test_a_proposal_is_taken_back(wati_web: Client) -> None:
    wati_web.post(reverse(ADD), wish())
    proposal = FeeProposal.objects.get()

    wati_web.post(page_of(proposal), {"refuse": "1"})

    proposal.refresh_from_db()
    assert proposal.status == "refused"


def test_what_is_refused_comes_back_with_its_words(wati_web: Client) -> None:
    day = clock.wib(clock.now()) - timedelta(days=1)
    past = wish(valid_from_0=f"{day:%Y-%m-%d}", valid_from_1="00:00:00")

    assert "berlaku mundur" in wati_web.post(reverse(ADD), past).content.decode()
    assert wati_web.post(reverse(ADD), wish(reason="")).status_code == 422
    wati_web.post(reverse(ADD), wish())
    assert "Masih ada usulan" in wati_web.post(reverse(ADD), wish()).content.decode()
    assert FeeProposal.objects.count() == 1


def test_windows_are_history(wati_web: Client) -> None:
    (window,) = windows()
    url = reverse("admin:shipping_feewindow_change", args=[window.pk])

    assert wati_web.get(url).status_code == 200
    assert wati_web.post(url, {"cashback_bp": 1}).status_code == 403
    assert wati_web.get("/admin/shipping/feewindow/add/").status_code == 403


def test_who_may_only_look_decides_nothing(wati: User, wati_web: Client) -> None:
    wati_web.post(reverse(ADD), wish())
    proposal = FeeProposal.objects.get()
    User.objects.filter(pk=wati.pk).update(is_superuser=False)

    assert wati_web.post(page_of(proposal), {"refuse": "1"}).status_code == 403
    assert wati_web.get(reverse(ADD)).status_code == 403
    assert wati_web.get("/admin/shipping/feeproposal/404/change/").status_code == 403
    proposal.refresh_from_db()
    assert proposal.status == "proposed"
