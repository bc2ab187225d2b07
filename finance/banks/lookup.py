"""Who owns a bank account: the port, and its one adapter over HTTP."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from django.conf import settings

from komship.lib.http import HttpClient, TransportFailure
from komship.lib.text import fold_spaces

PATH = "/bank/account-inquiry"
LONGEST_NAME = 120


class Outcome(StrEnum):
    FOUND = "found"
    UNKNOWN = "unknown"
    # Nobody can be asked: no service is configured.
    OFF = "off"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`holder` is the owner's name as the bank has it, when found."""

    outcome: Outcome
    holder: str = ""
    elapsed_ms: int = 0


class BankLookup(Protocol):
    def owner(self, bank_code: str, account_no: str) -> Inquiry:
        """Ask once, never inside a transaction, and never raise for what the service does."""


class NoLookup:
    def owner(self, bank_code: str, account_no: str) -> Inquiry:
        return Inquiry(Outcome.OFF)


class HttpLookup:
    """POSTs `{bank_code, account_number}`; 200 answers with `account_holder_name`, 404 knows none."""

    def __init__(self, base_url: str, token: str, timeout_s: int) -> None:
        self._http = HttpClient(name="bank-lookup", base_url=base_url, read_timeout_s=timeout_s)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def owner(self, bank_code: str, account_no: str) -> Inquiry:
        body = {"bank_code": bank_code, "account_number": account_no}
        try:
            reply = self._http.post_json(PATH, body, headers=self._headers)
        except TransportFailure:
            return Inquiry(Outcome.DOWN)
        if reply.status == 404:
            return Inquiry(Outcome.UNKNOWN, elapsed_ms=reply.elapsed_ms)
        holder = _holder(reply.body) if reply.status == 200 else ""
        outcome = Outcome.FOUND if holder else Outcome.DOWN
        return Inquiry(outcome, holder, reply.elapsed_ms)


def _holder(text: str) -> str:
    try:
        answer = json.loads(text)
    except ValueError:
        return ""
    name = answer.get("account_holder_name") if isinstance(answer, dict) else None
    return fold_spaces(name)[:LONGEST_NAME] if isinstance(name, str) else ""


# One client per address, so that connections are pooled across calls and threads.
_client = lru_cache(maxsize=8)(HttpLookup)


def bank_lookup() -> BankLookup:
    """The configured service."""
    base_url = settings.BANK_LOOKUP_BASE_URL
    if not base_url:
        return NoLookup()
    return _client(base_url, settings.BANK_LOOKUP_TOKEN, settings.BANK_LOOKUP_TIMEOUT_S)
