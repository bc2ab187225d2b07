import pytest
from pytest_django import Settings

from finance.banks import lookup
from finance.banks.directory import BANKS, bank_called
from finance.banks.lookup import HttpLookup, Inquiry, Outcome, bank_lookup
from shipping.sandbox.bank import holder
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import sandbox as sandbox


@pytest.fixture
def at_sandbox(sandbox: SandboxServer) -> HttpLookup:
    return HttpLookup(sandbox.url, "secret", 1)


def test_the_holder_is_the_same_each_time(at_sandbox: HttpLookup) -> None:
    first = at_sandbox.owner("BCA", "12345678")

    assert (first.outcome, first.holder) == (Outcome.FOUND, holder("BCA", "12345678"))
    assert at_sandbox.owner("BCA", "12345678").holder == first.holder
    assert at_sandbox.owner("BRI", "12345678").holder != first.holder


@pytest.mark.parametrize(
    ("number", "outcome"),
    [("770404", Outcome.UNKNOWN), ("770500", Outcome.DOWN), ("770504", Outcome.DOWN), ("x", Outcome.DOWN)],
)
def test_what_a_bank_may_do_instead(at_sandbox: HttpLookup, number: str, outcome: Outcome) -> None:
    assert at_sandbox.owner("BCA", number).outcome is outcome


def test_nobody_at_the_address() -> None:
    assert HttpLookup("http://127.0.0.1:1", "", 1).owner("BCA", "12345678") == Inquiry(Outcome.DOWN)


@pytest.mark.parametrize(
    "text", ["<html>", "[]", "{}", '{"account_holder_name": 5}', '{"account_holder_name": " "}']
)
def test_answers_without_a_name(text: str) -> None:
    assert lookup._holder(text) == ""


def test_where_nothing_is_configured(settings: Settings) -> None:
    settings.BANK_LOOKUP_BASE_URL = ""

    assert bank_lookup().owner("BCA", "12345678").outcome is Outcome.OFF


def test_banks_have_one_code_each() -> None:
    assert len({bank.code for bank in BANKS}) == len(BANKS) > 50
    assert bank_called(" bca ") == bank_called("Bank Central Asia")
    assert bank_called("Bankku") is None
