import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import Partner, User
from finance.admin import ledger
from finance.models import Account, BankAccount, Entry, MoneyProposal, ParcelMoney, Posting, Withdrawal
from finance.services import deliver_parcel, lose_parcel
from finance.states import ParcelStage
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.money import rupiah
from tests.factories.finance import cod_terms, fund, make_withdrawal, proof_file, purse, shipped
from tests.factories.pictures import Upload
from tests.query_counts import QueryBudget


@pytest.fixture
def withdrawal(siti_partner: Partner) -> Withdrawal:
    return make_withdrawal(siti_partner)


def act(client: Client, model: str, action: str, *pks: int, **values: object) -> str:
    chosen = {"action": action, "_selected_action": [str(pk) for pk in pks], **values}
    return client.post(reverse(f"admin:finance_{model}_changelist"), chosen, follow=True).content.decode()


@pytest.mark.parametrize("model", [Account, BankAccount, Entry, ParcelMoney, Withdrawal])
def test_everything_is_to_look_at_only(
    wati_web: Client, siti_partner: Partner, withdrawal: Withdrawal, model: type[Account]
) -> None:
    shipped(cod_terms(siti_partner))
    name = model._meta.model_name
    row = model.objects.latest("pk")
    listed = wati_web.get(reverse(f"admin:finance_{name}_changelist"))
    detail = reverse(f"admin:finance_{name}_change", args=[row.pk])

    assert listed.status_code == 200
    assert wati_web.get(detail).status_code == 200
    assert wati_web.post(detail, {}).status_code == 403
    assert wati_web.get(reverse(f"admin:finance_{name}_add")).status_code == 403
    assert wati_web.post(reverse(f"admin:finance_{name}_delete", args=[row.pk])).status_code == 403


def test_an_entry_shows_its_lines(wati_web: Client, siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())
    entry = Entry.objects.get()

    text = wati_web.get(reverse("admin:finance_entry_change", args=[entry.pk])).content.decode()

    lines = [line.amount_rp for line in Posting.objects.all()]
    assert all(rupiah(amount_rp) in text for amount_rp in lines)
    assert not any(re.search(rf">\s*{amount_rp}\s*<", text) for amount_rp in lines)
    assert "courier:cod_receivable" in text
    assert "vat:output" in text


def test_a_long_ledger_is_not_counted(
    wati_web: Client,
    siti_partner: Partner,
    monkeypatch: pytest.MonkeyPatch,
    query_budget: QueryBudget,
) -> None:
    monkeypatch.setattr(ledger, "MOST_COUNTED", 2)
    for number in range(5):
        fund(siti_partner, 1_000, reference=f"T{number}")

    with query_budget("finance.admin.entries"):
        text = wati_web.get(reverse("admin:finance_entry_changelist")).content.decode()

    assert "2 buah" in text


def test_found_by_reference(wati_web: Client, siti_partner: Partner) -> None:
    fund(siti_partner, 1_000, reference="INV-77")

    listed = wati_web.get(reverse("admin:finance_entry_changelist"), {"q": "INV-77"})

    assert "INV-77" in listed.content.decode()


def test_one_approves_and_another_completes_with_proof(
    wati_web: Client, wati: User, dewi_web: Client, withdrawal: Withdrawal, siti_partner: Partner
) -> None:
    assert "diproses" in act(wati_web, "withdrawal", "approve", withdrawal.pk)
    assert "Bukti transfer" in act(wati_web, "withdrawal", "complete", withdrawal.pk)
    alone = act(wati_web, "withdrawal", "complete", withdrawal.pk, reason="trf 1")
    assert "Minta rekan lain" in alone
    proof = Upload(proof_file().content, "bukti.png")
    assert "diproses" in act(dewi_web, "withdrawal", "complete", withdrawal.pk, reason="trf 1", proofs=proof)

    withdrawal.refresh_from_db()
    assert (withdrawal.status, withdrawal.approved_by_id) == ("completed", wati.pk)
    assert purse(siti_partner) == (0, 0, 0)
    audited = AuditEntry.objects.filter(action__startswith="finance.withdrawal_").order_by("id")
    assert [(row.action, row.channel) for row in audited] == [
        ("finance.withdrawal_approved", "admin"),
        ("finance.withdrawal_completed", "admin"),
    ]
    detail = reverse("admin:finance_withdrawal_change", args=[withdrawal.pk])
    text = dewi_web.get(detail).content.decode()
    for words in ("bukti.png", "Penarikan pertama", "Sisa jika disetujui"):
        assert words in text


def test_proofs_are_for_one_withdrawal(
    wati_web: Client, withdrawal: Withdrawal, rina_partner: Partner
) -> None:
    other = make_withdrawal(rina_partner)
    proof = Upload(proof_file().content, "bukti.png")
    chosen = (withdrawal.pk, other.pk)
    text = act(wati_web, "withdrawal", "complete", *chosen, reason="", proofs=proof)
    assert "hanya untuk satu penarikan" in text


def test_the_list_says_how_much_waits(wati_web: Client, withdrawal: Withdrawal) -> None:
    text = wati_web.get(reverse("admin:finance_withdrawal_changelist")).content.decode()
    assert "1 menunggu, Rp 50.000, tertua 0 hari" in text


def test_amounts_are_written_as_people_read_them(wati_web: Client, withdrawal: Withdrawal) -> None:
    listed = wati_web.get(reverse("admin:finance_withdrawal_changelist"))
    text = "".join(listed.content.decode().replace("\u00a0", " ").split("\n"))
    assert re.search(r">\s*Rp 50\.000\s*</td>", text)
    page = wati_web.get(reverse("admin:finance_withdrawal_change", args=[withdrawal.pk])).content.decode()
    assert re.search(r">\s*Rp\s50\.000\s*<", page)
    assert not re.search(r">\s*50\.?000\s*<", page)


def test_a_cancellation_asks_for_its_reason(wati_web: Client, withdrawal: Withdrawal) -> None:
    assert "Batalkan penarikan" in act(wati_web, "withdrawal", "cancel", withdrawal.pk)
    act(wati_web, "withdrawal", "cancel", withdrawal.pk, reason="diminta penjual")
    withdrawal.refresh_from_db()
    assert withdrawal.status == "cancelled"


def test_what_cannot_be_done_is_said(wati_web: Client, withdrawal: Withdrawal) -> None:
    text = act(wati_web, "withdrawal", "complete", withdrawal.pk, reason="trf 1")

    assert f"{withdrawal.number}: Penarikan ini sudah diproses." in text


def test_a_rejection_asks_for_its_reason(
    wati_web: Client, withdrawal: Withdrawal, siti_partner: Partner
) -> None:
    assert "Simpan keputusan" in act(wati_web, "withdrawal", "reject", withdrawal.pk)
    assert "Simpan keputusan" in act(wati_web, "withdrawal", "reject", withdrawal.pk, reason="")
    assert purse(siti_partner) == (0, 0, 50_000)

    act(wati_web, "withdrawal", "reject", withdrawal.pk, reason="nama beda")

    withdrawal.refresh_from_db()
    assert (withdrawal.status, withdrawal.review_note) == ("rejected", "nama beda")
    assert purse(siti_partner) == (50_000, 0, 0)


def test_a_review_keeps_its_note(wati_web: Client, withdrawal: Withdrawal) -> None:
    act(wati_web, "withdrawal", "review", withdrawal.pk, reason="cek rekening")

    withdrawal.refresh_from_db()
    assert (withdrawal.status, withdrawal.review_note) == ("on_review", "cek rekening")


def test_a_loss_is_compensated(wati_web: Client, siti_partner: Partner) -> None:
    lost, moving = shipped(cod_terms(siti_partner)), shipped(cod_terms(siti_partner, "KOM3"))
    lose_parcel("KOM1", kind=ParcelStage.LOST)

    assert "Simpan keputusan" in act(wati_web, "parcelmoney", "compensate", lost.pk)
    text = act(wati_web, "parcelmoney", "compensate", lost.pk, moving.pk, reason="surat kurir")

    assert "KOM3: Hanya paket hilang atau rusak yang diganti rugi." in text
    assert purse(siti_partner) == (100_000, 0, 0)


def test_a_large_compensation_waits_for_a_second_person(
    wati_web: Client, dewi_web: Client, siti_partner: Partner
) -> None:
    dear = shipped(cod_terms(siti_partner, goods_rp=900_000, shipping_rp=60_000))
    lose_parcel("KOM1", kind=ParcelStage.LOST)

    text = act(wati_web, "parcelmoney", "compensate", dear.pk, reason="surat kurir", amount="550000")
    proposal = MoneyProposal.objects.get()

    assert "menunggu persetujuan orang kedua" in text
    assert "Minta rekan lain" in act(wati_web, "moneyproposal", "approve", proposal.pk)
    act(dewi_web, "moneyproposal", "approve", proposal.pk)
    assert purse(siti_partner)[0] == 550_000


def test_who_may_only_look_decides_nothing(wati: User, wati_web: Client, withdrawal: Withdrawal) -> None:
    User.objects.filter(pk=wati.pk).update(is_superuser=False)
    wati.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))

    act(wati_web, "withdrawal", "approve", withdrawal.pk)

    withdrawal.refresh_from_db()
    assert withdrawal.status == "requested"
