import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import OneTimeCode, Partner, User
from accounts.services import set_pin
from finance.models import BankAccount
from komship.lib.http import atomic_depth
from shipping.sandbox.bank import holder
from shipping.sandbox.server import SandboxServer
from tests.factories.codes import secret_of, wrong_code
from tests.factories.finance import make_bank_account, owe
from tests.factories.sandbox import sandbox as sandbox

LIST = "/pengaturan/rekening/"
NEW = "/pengaturan/rekening/tambah/"
PIN = "246810"
BCA = {"bank": "BCA", "account_no": "0012-300-456"}


@pytest.fixture
def pin(siti: User, settings: Settings) -> None:
    set_pin(siti.pk, PIN)
    settings.BANK_LOOKUP_BASE_URL = ""


def step(web: Client, **values: str) -> str:
    """Post a step and show the next one."""
    answer = web.post(NEW, values, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_from_nothing_to_an_account(
    siti_web: Client, siti: User, pin: None, sandbox: SandboxServer, settings: Settings
) -> None:
    settings.BANK_LOOKUP_BASE_URL = sandbox.url
    settings.HTTP_ALLOWED_ATOMIC_DEPTH = atomic_depth()

    assert "Langkah 2" in step(siti_web, pin=PIN)
    text = step(siti_web, **BCA)
    assert holder("BCA", "0012300456") in text
    assert "Langkah 4" in step(siti_web, channel="email")
    refused = siti_web.post(NEW, {"code": wrong_code(secret_of(siti, "bank_account"))})
    assert refused.status_code == 422
    text = step(siti_web, code=secret_of(siti, "bank_account"))

    row = BankAccount.objects.get()
    assert (row.account_no, row.account_name) == ("0012300456", holder("BCA", "0012300456"))
    assert "0012300456" in text
    assert "Langkah 2" in siti_web.get(NEW).content.decode()


def test_steps_cannot_be_skipped(siti_web: Client, siti: User, pin: None) -> None:
    assert siti_web.post(NEW, BCA).status_code == 200
    assert siti_web.post(NEW, {"code": "123456"}).status_code == 200
    assert not BankAccount.objects.exists()
    assert not OneTimeCode.objects.exists()
    assert siti_web.post(NEW, {"pin": "000000"}).status_code == 422


def test_without_a_pin_the_way_to_one_is_shown(siti_web: Client) -> None:
    assert "Kamu belum punya PIN" in siti_web.get(NEW).content.decode()


@pytest.mark.parametrize("bad", [{"account_no": "12"}, {"account_no": "abc"}, {"bank": "BANKKU"}])
def test_a_wrong_account_is_refused_in_words(siti_web: Client, pin: None, bad: dict[str, str]) -> None:
    step(siti_web, pin=PIN)

    assert siti_web.post(NEW, BCA | {"account_name": "Siti"} | bad).status_code == 422


def test_a_debtors_account_asks_for_the_reason(
    siti_web: Client, siti: User, pin: None, rina_partner: Partner
) -> None:
    make_bank_account(rina_partner, "0012300456")
    owe(rina_partner)
    step(siti_web, pin=PIN)

    assert "Alasan" in step(siti_web, **BCA, account_name="Siti")
    assert "Langkah 3" in step(siti_web, note="Rekening bersama")
    step(siti_web, channel="whatsapp")
    step(siti_web, code=secret_of(siti, "bank_account"))

    assert BankAccount.objects.get(partner__owner=siti).note == "Rekening bersama"


def test_starting_over_and_asking_again(siti_web: Client, pin: None) -> None:
    step(siti_web, pin=PIN)
    step(siti_web, **BCA, account_name="Siti")
    assert "Langkah 4" in step(siti_web, channel="email")

    assert "Langkah 3" in siti_web.post(f"{NEW}kirim-lagi/", follow=True).content.decode()
    assert siti_web.post(NEW, {"channel": "email"}).status_code == 422
    assert "Langkah 2" in siti_web.post(f"{NEW}ulang/", follow=True).content.decode()


def test_default_and_deletion(siti_web: Client, siti_partner: Partner, pin: None) -> None:
    make_bank_account(siti_partner)
    second = make_bank_account(siti_partner, "99887766", is_default=False)
    delete = f"{LIST}{second.pk}/hapus/"

    assert siti_web.get(delete).status_code == 200
    assert siti_web.post(delete, {"pin": "000000"}).status_code == 422
    siti_web.post(f"{LIST}{second.pk}/utama/")
    second.refresh_from_db()
    assert second.is_default
    assert siti_web.post(delete, {"pin": PIN}).status_code == 422
    first = BankAccount.objects.get(is_default=False)
    assert siti_web.post(f"{LIST}{first.pk}/hapus/", {"pin": PIN}).status_code == 302
    assert "0981238787" not in siti_web.get(LIST).content.decode()


def test_others_find_nothing(rina_web: Client, budi_web: Client, siti_partner: Partner) -> None:
    row = make_bank_account(siti_partner, is_default=False)

    assert rina_web.get(f"{LIST}{row.pk}/hapus/").status_code == 404
    assert rina_web.post(f"{LIST}{row.pk}/utama/").status_code == 404
    assert "0981238787" not in rina_web.get(LIST).content.decode()
    assert budi_web.get(LIST).status_code == 403
