import pytest
from django.test import Client

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.jobs import Job
from komship.lib import clock
from tests.factories.finance import make_withdrawal
from tests.factories.money_story import live_through

MONTHS = "/keuangan/laporan/"


def test_a_month_on_the_screen_and_as_a_file(siti_partner: Partner, siti_web: Client) -> None:
    live_through(siti_partner)
    month = f"{MONTHS}{clock.today():%Y-%m}/"
    assert month in siti_web.get(MONTHS).content.decode()

    text = siti_web.get(month).content.decode()
    assert "Saldo akhir" in text
    assert "Ditransfer ke rekening" in text
    answers = [siti_web.post(month, {"format": "pdf", "token": "k"}) for _click in range(2)]
    drain()

    job = Job.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/pekerjaan/{job.pk}/"}
    assert (job.state, job.kind) == ("done", "finance.statement")


def test_a_month_is_its_owners(siti_partner: Partner, rina_web: Client) -> None:
    live_through(siti_partner)

    text = rina_web.get(f"{MONTHS}{clock.today():%Y-%m}/").content.decode()
    assert "Tidak ada transaksi" in text
    assert "250.000" not in text


def test_a_withdrawal_has_its_own(siti_partner: Partner, siti_web: Client, rina_web: Client) -> None:
    withdrawal = make_withdrawal(siti_partner)
    url = f"{MONTHS}penarikan/{withdrawal.pk}/"

    assert withdrawal.number in siti_web.get(url).content.decode()
    assert url in siti_web.get(f"/keuangan/penarikan/{withdrawal.pk}/").content.decode()
    assert rina_web.get(url).status_code == 404


@pytest.mark.parametrize("month", ["2026-13", "kemarin", "1999-12", "9999-01", "2026"])
def test_months_that_are_none(siti_web: Client, month: str) -> None:
    assert siti_web.get(f"{MONTHS}{month}/").status_code == 404


def test_other_forms_are_refused(siti_web: Client) -> None:
    assert (
        siti_web.post(f"{MONTHS}{clock.today():%Y-%m}/", {"format": "doc", "token": "k"}).status_code == 422
    )
    assert not Job.objects.exists()


def test_transactions_as_a_file(siti_partner: Partner, siti_web: Client) -> None:
    live_through(siti_partner)
    url = "/keuangan/unduh/"
    assert 'value="2026-01-31"' in siti_web.get(url, {"dari": "2026-01-31"}).content.decode()

    wrong = {"token": "k", "format": "csv", "dari": "2026-02-01", "sampai": "2026-01-01"}
    assert siti_web.post(url, wrong).status_code == 422
    answer = siti_web.post(url, {"token": "k", "format": "csv"})
    drain()

    job = Job.objects.get()
    assert answer.headers["Location"] == f"/pekerjaan/{job.pk}/"
    assert (job.state, job.kind) == ("done", "finance.transactions")
