import pytest

from finance.gateway.client import TEST_SECRET, InvoiceGateway
from finance.gateway.invoices import UnreadableInvoice, parse_json, read_invoice
from finance.gateway.port import InvoiceOrder, InvoiceState, Outcome
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import answer_next, break_next
from tests.factories.sandbox import sandbox as sandbox

ORDER = InvoiceOrder("TU1", 50_000, "Isi saldo", 3_600, "siti@example.com", "https://app.example/x")


@pytest.fixture
def client(sandbox: SandboxServer) -> InvoiceGateway:
    return InvoiceGateway(sandbox.url, TEST_SECRET, 1)


def test_an_invoice_is_made_and_read(client: InvoiceGateway, sandbox: SandboxServer) -> None:
    made = client.create(ORDER)
    assert made.invoice is not None
    assert (made.outcome, made.invoice.state, made.invoice.amount_rp) == (
        Outcome.OK,
        InvoiceState.OPEN,
        50_000,
    )
    assert client.read("TU1") == made
    assert client.read("TU2").outcome is Outcome.MISSING

    sandbox.gateway.pay(sandbox.gateway.invoice_of("TU1"))
    read = client.read("TU1").invoice
    assert read is not None
    assert (read.state, read.paid_rp, read.channel) == (InvoiceState.PAID, 50_000, "BCA")


def test_of_several_the_paid_one_counts(client: InvoiceGateway, sandbox: SandboxServer) -> None:
    client.create(ORDER)
    sandbox.gateway.pay(sandbox.gateway.invoice_of("TU1"))
    client.create(ORDER)

    read = client.read("TU1").invoice
    assert read is not None
    assert read.state is InvoiceState.PAID


@pytest.mark.parametrize(
    ("kind", "created", "found"),
    [
        (FaultKind.ERROR_500, Outcome.UNKNOWN, Outcome.UNKNOWN),
        (FaultKind.LOST_ANSWER, Outcome.UNKNOWN, Outcome.UNKNOWN),
        (FaultKind.CUT_JSON, Outcome.UNKNOWN, Outcome.UNKNOWN),
        (FaultKind.TOO_MANY, Outcome.UNKNOWN, Outcome.UNKNOWN),
        (FaultKind.INVALID_INPUT, Outcome.REFUSED, Outcome.UNKNOWN),
    ],
)
def test_what_a_gateway_may_do_instead(
    client: InvoiceGateway, sandbox: SandboxServer, kind: FaultKind, created: Outcome, found: Outcome
) -> None:
    break_next(sandbox, kind, count=2)

    assert (client.create(ORDER).outcome, client.read("TU1").outcome) == (created, found)


def test_a_wrong_key_makes_nothing(sandbox: SandboxServer) -> None:
    assert InvoiceGateway(sandbox.url, "wrong", 1).create(ORDER).outcome is Outcome.REFUSED
    assert not sandbox.gateway.invoices


def test_an_answer_about_another_invoice_is_none(client: InvoiceGateway, sandbox: SandboxServer) -> None:
    body = '{"id": "1", "external_id": "TU9", "status": "PENDING", "amount": 50000}'
    answer_next(sandbox, body)
    assert client.create(ORDER).outcome is Outcome.UNKNOWN
    answer_next(sandbox, f"[{body}]")
    assert client.read("TU1").outcome is Outcome.MISSING
    answer_next(sandbox, body)
    assert client.read("TU1").outcome is Outcome.UNKNOWN


def test_amounts_are_exact() -> None:
    text = '{"id": "1", "external_id": "TU1", "status": "SETTLED", "amount": 50000.0, "paid_amount": 9e3}'
    invoice = read_invoice(parse_json(text))
    assert (invoice.amount_rp, invoice.paid_rp) == (50_000, 9_000)
    for amount in ("NaN", "Infinity", "1e30", "-1", '"5"', "null", "0.5"):
        with pytest.raises(UnreadableInvoice):
            read_invoice(parse_json(text.replace("50000.0", amount)))
