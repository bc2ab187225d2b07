"""Couriers' statements and the queue of differences in the ops panel."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Partner, User
from finance import chart
from finance.models import CodDifference, Remittance, RemittanceFormat
from komship.core.drain import drain
from komship.core.models import AuditEntry
from komship.lib import clock
from tests.factories.finance import balance
from tests.factories.remittances import (
    booked,
    delivered,
    line,
    make_format,
    matched,
    only_difference,
    sheet,
    uploaded,
)
from tests.finance.web.test_admin import act
from tests.query_counts import QueryBudget

UPLOAD = "admin:finance_remittance_upload"


def page_of(remittance: Remittance) -> str:
    return reverse("admin:finance_remittance_change", args=[remittance.pk])


def upload(*lines: str, **changes: object) -> dict[str, object]:
    return {
        "format": RemittanceFormat.objects.get().pk,
        "number": "S1",
        "period_until": f"{clock.today():%Y-%m-%d}",
        "file": SimpleUploadedFile("cod.csv", sheet(*lines)),
        **changes,
    }


def test_from_the_file_to_the_books(wati_web: Client, siti_partner: Partner) -> None:
    make_format()
    delivered(siti_partner, "KOM1")
    assert "Unggah laporan COD kurir" in wati_web.get(reverse(UPLOAD)).content.decode()
    shown = wati_web.post(reverse(UPLOAD), upload(line("KOM1")), follow=True).content.decode()
    assert "Beginilah baris pertamanya dibaca" in shown
    assert "JNKOM1" in shown

    remittance = Remittance.objects.get()
    assert (
        "Baris sedang dibaca"
        in wati_web.post(page_of(remittance), {"start": "1"}, follow=True).content.decode()
    )
    drain()
    shown = wati_web.post(page_of(remittance), {"match": "1"}, follow=True).content.decode()
    assert "Bukukan penerimaan" in shown
    assert "Rp 111.150" in shown
    assert wati_web.post(page_of(remittance), {"book": "1", "received_rp": "x"}).status_code == 422
    receipt = {"received_rp": "111150", "received_on": f"{clock.today():%Y-%m-%d}", "bank_reference": "FT1"}
    future = receipt | {"received_on": "2999-01-01"}
    assert "masa depan" in wati_web.post(page_of(remittance), {"book": "1", **future}).content.decode()
    shown = wati_web.post(page_of(remittance), {"book": "1", **receipt}, follow=True).content.decode()

    assert f"CODR{remittance.pk:06d}" in shown
    assert -balance(chart.BANK) == 111_150
    file = wati_web.get(reverse("admin:finance_remittance_file", args=[remittance.pk]))
    assert b"".join(file) == sheet(line("KOM1"))
    lines = reverse("admin:finance_remittanceline_changelist")
    matching = wati_web.get(lines, {"remittance__id__exact": str(remittance.pk), "kind__exact": "matched"})
    assert "JNKOM1" in matching.content.decode()
    assert "S1" in wati_web.get(reverse("admin:finance_remittance_changelist")).content.decode()


def test_a_file_that_does_not_fit_is_refused_in_words(wati_web: Client) -> None:
    make_format()
    answer = wati_web.post(reverse(UPLOAD), upload(file=SimpleUploadedFile("cod.csv", b"a,b\n1,2")))

    assert answer.status_code == 422
    assert "Judul kolom No. Resi|AWB, Nilai COD tidak ditemukan" in answer.content.decode()
    assert not Remittance.objects.exists()


def test_a_format_is_changed_and_written_down(wati_web: Client) -> None:
    form = make_format()
    url = reverse("admin:finance_remittanceformat_change", args=[form.pk])
    values = {
        **{name: getattr(form, name) for name in ("name", "awb_heading", "amount_heading")},
        "couriers": "JNE,SAP",
        "cod_cost_bp": 300,
        "fee_vat_bp": 0,
        "fee_tolerance_rp": 1,
        "pays_within_days": 3,
        "missing_after_days": 3,
        "starts_on": "2026-01-01",
    }

    assert wati_web.post(url, values).status_code == 302

    form.refresh_from_db()
    assert (form.couriers, form.cod_cost_bp, form.fee_heading) == (["JNE", "SAP"], 300, "")
    entry = AuditEntry.objects.get(action="remittanceformat.changed")
    assert (entry.before or {})["cod_cost_bp"] == "250"


def test_a_statement_is_thrown_away(wati_web: Client) -> None:
    remittance = uploaded(make_format(), line("KOM1"))
    assert "Dibuang" in wati_web.post(page_of(remittance), {"discard": "1"}, follow=True).content.decode()
    shown = wati_web.post(page_of(remittance), {"start": "1"}, follow=True).content.decode()
    assert "sudah berubah" in shown


def test_who_may_only_look_changes_nothing(wati: User, wati_web: Client) -> None:
    remittance = uploaded(make_format(), line("KOM1"))
    User.objects.filter(pk=wati.pk).update(is_superuser=False)

    assert wati_web.post(page_of(remittance), {"discard": "1"}).status_code == 403
    assert wati_web.get(page_of(remittance)).status_code == 403
    assert wati_web.get(reverse("admin:finance_remittance_file", args=[remittance.pk])).status_code == 403
    assert wati_web.get(reverse(UPLOAD)).status_code == 403
    remittance.refresh_from_db()
    assert remittance.status == "checked"


@pytest.fixture
def two_open(siti_partner: Partner) -> list[CodDifference]:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("KOM1", fee_rp=3_000), line("NOBODY")))
    return list(CodDifference.objects.order_by("kind"))


def test_the_queue_shows_age_and_who_is_at_it(
    wati: User, wati_web: Client, two_open: list[CodDifference], query_budget: QueryBudget
) -> None:
    url = reverse("admin:finance_coddifference_changelist")
    fee, unknown = two_open
    assert 'name="note"' in act(wati_web, "coddifference", "take", fee.pk)
    assert "1 selisih diperbarui." in act(wati_web, "coddifference", "take", fee.pk, note="tanya")
    with query_budget("finance.admin.differences"):
        shown = wati_web.get(url, {"age": "0-7", "status__exact": "open"}).content.decode()
    assert "2 · Rp 111.300" in shown
    mine = wati_web.get(url, {"assigned": "me"}).content.decode()
    assert "KOM1" in mine
    assert "JNNOBODY" not in mine
    act(wati_web, "coddifference", "leave", fee.pk)
    assert "KOM1" in wati_web.get(url, {"assigned": "nobody"}).content.decode()
    assert wati_web.get(reverse("admin:finance_coddifference_change", args=[unknown.pk])).status_code == 200


def test_differences_end_in_the_queue(
    wati_web: Client, dewi_web: Client, two_open: list[CodDifference]
) -> None:
    fee, unknown = two_open
    assert 'name="reason"' in act(wati_web, "coddifference", "accept_fee", fee.pk)
    act(wati_web, "coddifference", "accept_fee", fee.pk, reason="kontrak baru")
    act(wati_web, "coddifference", "write_off", unknown.pk, reason="tak bertuan")
    assert "Minta rekan lain" in act(wati_web, "coddifference", "approve", unknown.pk)
    act(dewi_web, "coddifference", "refuse", unknown.pk)
    assert 'name="reason"' in act(wati_web, "coddifference", "write_off", unknown.pk)
    act(wati_web, "coddifference", "write_off", unknown.pk, reason="tetap tak bertuan")
    act(dewi_web, "coddifference", "approve", unknown.pk)

    ended = dict(CodDifference.objects.values_list("pk", "resolution"))
    assert ended == {fee.pk: "fee_accepted", unknown.pk: "written_off"}
    assert balance(chart.SUSPENSE) == 0


def test_a_parcel_is_recognised_one_at_a_time(wati_web: Client, siti_partner: Partner) -> None:
    booked(matched(make_format(), line("TYPO")))
    delivered(siti_partner, "KOM1")
    pk = only_difference().pk

    assert 'name="parcel"' in act(wati_web, "coddifference", "recognise", pk)
    assert "Tidak ada paket" in act(wati_web, "coddifference", "recognise", pk, parcel="KOM404")
    act(wati_web, "coddifference", "recognise", pk, parcel="KOM1")

    assert only_difference().resolution == "recognised"


def test_what_cannot_be_is_said(wati_web: Client, two_open: list[CodDifference]) -> None:
    fee, unknown = two_open
    assert "Pilih satu selisih" in act(wati_web, "coddifference", "recognise", fee.pk, unknown.pk)
    text = act(wati_web, "coddifference", "paid_later", unknown.pk, reason="FT2")
    assert "tidak bisa diselesaikan dengan" in text
    act(wati_web, "coddifference", "ignore", unknown.pk, reason="salah kirim")
    assert balance(chart.COURIER_PAYABLE) == 111_150
