import pytest
from django.test import Client

from accounts.models import Partner
from finance.models import TopUp
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.server import SandboxServer
from tests.factories.finance import owe
from tests.factories.sandbox import break_next
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.top_up import ask, invoice_of, paid, tell
from tests.factories.top_up import gateway as gateway

NEW = "/keuangan/isi-saldo/"


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_an_amount_becomes_an_invoice_to_pay(
    gateway: SandboxServer, siti_partner: Partner, siti_web: Client
) -> None:
    assert "Rp 100.000" in text_of(siti_web, NEW)

    answer = siti_web.post(NEW, {"amount": "150.000"})

    top_up = TopUp.objects.get()
    page = f"{NEW}{top_up.pk}/"
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    text = text_of(siti_web, page)
    assert top_up.pay_url in text
    assert 'hx-trigger="every 3s"' in text


@pytest.mark.parametrize("amount", ["", "9.999", "seratus", "-5", "999999999999"])
def test_amounts_that_cannot_be_paid(gateway: SandboxServer, siti_web: Client, amount: str) -> None:
    assert siti_web.post(NEW, {"amount": amount}).status_code == 422
    assert not TopUp.objects.exists()


def test_the_page_says_how_it_went(gateway: SandboxServer, siti_partner: Partner, siti_web: Client) -> None:
    done = paid(gateway, siti_partner)
    text = text_of(siti_web, f"{NEW}{done.pk}/")
    assert "Rp 50.000 sudah masuk ke saldomu" in text
    assert "every 3s" not in text

    late = ask(siti_partner)
    invoice = invoice_of(gateway, late)
    invoice.state = "EXPIRED"
    tell(gateway, invoice)
    assert "kedaluwarsa" in text_of(siti_web, f"{NEW}{late.pk}/")
    gateway.gateway.pay(invoice, 5_000)
    tell(gateway, invoice)
    assert "sedang diperiksa" in text_of(siti_web, f"{NEW}{late.pk}/")

    break_next(gateway, FaultKind.INVALID_INPUT)
    assert "tidak bisa dibuat" in text_of(siti_web, f"{NEW}{ask(siti_partner).pk}/")
    break_next(gateway, FaultKind.LOST_ANSWER)
    unknown = ask(siti_partner)
    assert "Jangan buat tagihan kedua" in text_of(siti_web, f"{NEW}{unknown.pk}/")
    history = text_of(siti_web, f"{NEW}riwayat/")
    assert all(number in history for number in TopUp.objects.values_list("number", flat=True))


def test_a_refusal_stands_above_the_form(siti_web: Client, settings: pytest.FixtureRequest) -> None:
    settings.PAYMENT_BASE_URL = ""  # type: ignore[attr-defined]

    answer = siti_web.post(NEW, {"amount": "50000"})
    assert answer.status_code == 422
    assert "belum tersedia" in answer.content.decode()


def test_a_negative_balance_leads_here(siti_partner: Partner, siti_web: Client) -> None:
    owe(siti_partner)
    text = text_of(siti_web, "/keuangan/")
    assert "Saldomu minus" in text
    assert f'href="{NEW}"' in text


def test_operators_credit_what_was_paid(
    gateway: SandboxServer, siti_partner: Partner, wati_web: Client
) -> None:
    top_up = ask(siti_partner)
    invoice = invoice_of(gateway, top_up)
    gateway.gateway.pay(invoice, 5_000)
    tell(gateway, invoice)
    url = "/admin/finance/topup/"
    assert top_up.number in text_of(wati_web, url)
    assert "check" in text_of(wati_web, "/admin/finance/gatewaynews/?state=check")

    wati_web.post(url, {"action": "accept", "_selected_action": [top_up.pk], "reason": "beda nominal"})

    top_up.refresh_from_db()
    assert (top_up.status, top_up.note) == ("paid", "beda nominal")


def test_strangers_see_nothing(gateway: SandboxServer, siti_partner: Partner, rina_web: Client) -> None:
    assert rina_web.get(f"{NEW}{ask(siti_partner).pk}/").status_code == 404
