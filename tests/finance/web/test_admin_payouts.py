"""Batches and proposals in the ops panel."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Partner, User
from finance.models import MoneyProposal, PayoutBatch, PayoutItem, Withdrawal
from finance.services import drop_payout_item
from tests.factories.finance import make_approved, make_withdrawal, operator, purse
from tests.factories.payouts import draft_of, numbers_of
from tests.finance.web.test_admin import act

PROPOSE = "admin:finance_moneyproposal_propose"


def page_of(batch: PayoutBatch) -> str:
    return reverse("admin:finance_payoutbatch_change", args=[batch.pk])


def results(*lines: str) -> SimpleUploadedFile:
    text = "\n".join(["reference,status,bank_reference,reason,amount", *lines])
    return SimpleUploadedFile("hasil.csv", text.encode())


def test_from_approved_requests_to_the_banks_word(
    wati_web: Client, dewi_web: Client, siti_partner: Partner
) -> None:
    act(wati_web, "withdrawal", "to_batch", make_approved(siti_partner).pk)
    batch = PayoutBatch.objects.get()
    assert "Rekan lain yang melepasnya" in wati_web.get(page_of(batch)).content.decode()
    assert wati_web.post(page_of(batch), {"release": "1"}, follow=True).status_code == 200
    batch.refresh_from_db()
    assert batch.status == "draft"

    dewi_web.post(page_of(batch), {"release": "1"})
    file = dewi_web.post(reverse("admin:finance_payoutbatch_file", args=[batch.pk]), {"form": "csv"})
    assert file["Content-Disposition"] == f'attachment; filename="{batch.number}.csv"'
    (number,) = numbers_of(batch)
    assert number in file.content.decode()
    sent = {"results": "1", "file": results(f"{number},berhasil,FT1,,50000"), "after_failure": "reject"}
    text = dewi_web.post(page_of(batch), sent, follow=True).content.decode()

    assert "1 terkirim, 0 gagal, 0 sudah tercatat, 0 masih menunggu." in text
    assert (Withdrawal.objects.get().status, purse(siti_partner)) == ("completed", (0, 0, 0))
    assert batch.number in wati_web.get(reverse("admin:finance_payoutbatch_changelist")).content.decode()


def test_faults_of_a_file_stand_on_the_page(dewi_web: Client, siti_partner: Partner) -> None:
    batch = draft_of([siti_partner])
    dewi_web.post(page_of(batch), {"release": "1"})

    sent = {"results": "1", "file": results("WD999999999999,berhasil,,,"), "after_failure": "try_again"}
    answer = dewi_web.post(page_of(batch), sent)

    assert answer.status_code == 422
    assert "Baris 2: reference: Tidak ada di batch ini." in answer.content.decode()
    assert dewi_web.post(page_of(batch), {"results": "1"}).status_code == 422


def test_a_draft_is_taken_apart(wati_web: Client, siti_partner: Partner, rina_partner: Partner) -> None:
    batch = draft_of([siti_partner, rina_partner])
    item = PayoutItem.objects.earliest("pk")

    wati_web.post(page_of(batch), {"drop": str(item.pk)})
    wati_web.post(page_of(batch), {"drop": "x"})
    text = wati_web.post(page_of(batch), {"cancel": "1"}, follow=True).content.decode()

    assert "Dibatalkan" in text
    early = reverse("admin:finance_payoutbatch_file", args=[batch.pk])
    assert "setelah batch dilepas" in wati_web.post(early, follow=True).content.decode()


def test_what_cannot_be_gathered_is_said(wati_web: Client, siti_partner: Partner) -> None:
    text = act(wati_web, "withdrawal", "to_batch", make_withdrawal(siti_partner).pk)
    assert "belum disetujui" in text
    assert not PayoutBatch.objects.exists()


def test_who_may_only_look_changes_nothing(wati: User, wati_web: Client, siti_partner: Partner) -> None:
    batch = draft_of([siti_partner], by="dewi")
    User.objects.filter(pk=wati.pk).update(is_superuser=False)

    assert wati_web.post(page_of(batch), {"cancel": "1"}).status_code == 403
    assert wati_web.get(reverse("admin:finance_payoutbatch_file", args=[batch.pk])).status_code == 403
    assert wati_web.get(reverse(PROPOSE)).status_code == 403
    batch.refresh_from_db()
    assert batch.status == "draft"


def test_an_unknown_batch(wati_web: Client) -> None:
    assert wati_web.get("/admin/finance/payoutbatch/404/change/").status_code == 403


@pytest.fixture
def wish(siti_partner: Partner) -> dict[str, object]:
    return {"partner": siti_partner.pk, "amount": "-5000", "reason": "selisih berat", "may_overdraw": "on"}


def test_an_adjustment_is_proposed_and_refused(
    wati_web: Client, dewi_web: Client, wish: dict[str, object]
) -> None:
    assert wati_web.get(reverse(PROPOSE)).status_code == 200
    text = wati_web.post(reverse(PROPOSE), wish, follow=True).content.decode()
    proposal = MoneyProposal.objects.get()

    assert f"Usulan #{proposal.pk} menunggu" in text
    assert (proposal.amount_rp, proposal.may_overdraw) == (-5_000, True)
    assert "Tolak usulan" in act(dewi_web, "moneyproposal", "refuse", proposal.pk)
    act(dewi_web, "moneyproposal", "refuse", proposal.pk, reason="sudah dibayar")
    proposal.refresh_from_db()
    assert proposal.status == "refused"


@pytest.mark.parametrize(
    "change", [{"amount": "0"}, {"partner": "404"}, {"reference": "KOM404"}, {"reason": ""}]
)
def test_what_is_wrong_stands_at_its_field(
    wati_web: Client, wish: dict[str, object], change: dict[str, str]
) -> None:
    answer = wati_web.post(reverse(PROPOSE), wish | change)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(change)
    assert not MoneyProposal.objects.exists()


def test_a_dropped_item_shows_no_button(wati_web: Client, siti_partner: Partner) -> None:
    batch = draft_of([siti_partner])
    drop_payout_item(batch.pk, PayoutItem.objects.get().pk, actor=operator("wati"))
    text = wati_web.get(page_of(batch)).content.decode()
    assert "Dikeluarkan" in text
    assert 'name="drop"' not in text
