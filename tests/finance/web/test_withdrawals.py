import pytest
from django.test import Client

from accounts.models import Partner, User
from accounts.services import set_pin
from finance.models import Withdrawal
from finance.services import complete_withdrawal, review_withdrawal
from tests.factories.finance import (
    WATI,
    fund,
    make_approved,
    make_bank_account,
    make_withdrawal,
    purse,
)

FORM = "/keuangan/tarik/"
LIST = "/keuangan/penarikan/"
PIN = "246810"


@pytest.fixture
def ready(siti: User, siti_partner: Partner) -> Partner:
    """Money, a bank account and a PIN that was not typed yet."""
    fund(siti_partner, 100_000)
    make_bank_account(siti_partner)
    set_pin(siti.pk, PIN)
    return siti_partner


def fill(partner: Partner, **changes: str) -> dict[str, str]:
    bank_account = make_bank_account(partner, "55555", is_default=False)
    return {"nominal": "60.000", "bank_no": str(bank_account.pk), "pin": PIN} | changes


def test_the_form_says_how_much(siti_web: Client, ready: Partner) -> None:
    text = siti_web.get(FORM).content.decode()

    assert "Paling banyak ditarik" in text
    assert "Rp 100.000" in text
    assert "BCA 0981238787 · Siti Aminah" in text


def test_amount_account_and_pin_in_one_go(siti_web: Client, ready: Partner) -> None:
    answer = siti_web.post(FORM, fill(ready))

    withdrawal = Withdrawal.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{LIST}{withdrawal.pk}/"
    assert (withdrawal.amount_rp, withdrawal.account_no) == (60_000, "55555")
    assert purse(ready) == (40_000, 0, 60_000)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pin": "111111"}, "PIN salah. Sisa 2 kali coba."),
        ({"pin": "12"}, "PIN terdiri dari 6 angka."),
        ({"nominal": "9.999"}, "Minimal penarikan Rp 10.000."),
        ({"nominal": "100.001"}, "Saldo kamu tidak cukup."),
        ({"nominal": "banyak"}, "Masukkan"),
        ({"bank_no": "999999"}, "999999"),
    ],
)
def test_refusals_stand_in_the_form(
    siti_web: Client, ready: Partner, changes: dict[str, str], words: str
) -> None:
    answer = siti_web.post(FORM, fill(ready, **changes))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert purse(ready) == (100_000, 0, 0)


def test_three_wrong_pins_lock_it(siti_web: Client, ready: Partner) -> None:
    values = fill(ready, pin="111111")
    for _try in range(3):
        siti_web.post(FORM, values)

    answer = siti_web.post(FORM, values | {"pin": PIN})

    assert answer.status_code == 422
    assert "PIN terkunci" in answer.content.decode()
    assert purse(ready) == (100_000, 0, 0)


def test_without_a_pin(siti_web: Client, siti_partner: Partner) -> None:
    fund(siti_partner, 100_000)

    answer = siti_web.post(FORM, fill(siti_partner))

    assert answer.status_code == 422
    assert "belum membuat PIN" in answer.content.decode()


def test_somebody_elses_account_is_no_choice(siti_web: Client, ready: Partner, rina_partner: Partner) -> None:
    foreign = make_bank_account(rina_partner)

    answer = siti_web.post(FORM, fill(ready, bank_no=str(foreign.pk)))

    assert answer.status_code == 422
    assert not Withdrawal.objects.exists()


def test_without_a_bank_account(siti_web: Client, siti_partner: Partner) -> None:
    text = siti_web.get(FORM).content.decode()

    assert "Belum ada rekening" in text
    assert '<form class="stack"' not in text


def test_one_that_waits_comes_first(siti_web: Client, ready: Partner) -> None:
    waiting = make_withdrawal(ready, 20_000)

    text = siti_web.get(FORM).content.decode()

    assert waiting.number in text
    assert '<form class="stack"' not in text
    refused = siti_web.post(FORM, fill(ready))
    assert refused.status_code == 422


def test_the_list_and_one_of_it(siti_web: Client, siti_partner: Partner) -> None:
    first = make_approved(siti_partner)
    complete_withdrawal(first.pk, actor=WATI, note="trf 991")
    second = make_withdrawal(siti_partner)
    review_withdrawal(second.pk, actor=WATI, note="cek nama")

    listed = siti_web.get(LIST).content.decode()
    shown = siti_web.get(f"{LIST}{second.pk}/").content.decode()

    assert first.number in listed
    assert "Berhasil ditransfer" in listed
    for words in (second.number, "Sedang diperiksa", "cek nama", first.number, "0981238787", "Rp 50.000"):
        assert words in shown


def test_a_stranger_sees_none(rina_web: Client, rina_partner: Partner, siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)

    assert "Belum ada penarikan" in rina_web.get(LIST).content.decode()
    assert rina_web.get(f"{LIST}{withdrawal.pk}/").status_code == 404
