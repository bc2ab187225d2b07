"""The bank's side of the sandbox: who owns an account, made up from its number, always the same.

Numbers that end in 0404 belong to nobody, 0500 breaks the bank, 0504 keeps it thinking.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from zlib import crc32

from shipping.sandbox.web import WebReply, as_json

PATH = "/bank/account-inquiry"
SLOW_S = 30.0

_FIRST = (
    "SRI",
    "BUDI",
    "DEWI",
    "AGUS",
    "RINA",
    "HENDRA",
    "LESTARI",
    "YUSUF",
    "MAYA",
    "TONO",
    "PUTRI",
    "EKO",
)
_LAST = ("AMINAH", "SANTOSO", "KUSUMA", "WIJAYA", "HALIM", "PRATAMA", "SARI", "HIDAYAT", "UTAMI", "NUGROHO")


def holder(bank_code: str, account_no: str) -> str:
    number = crc32(f"{bank_code}{account_no}".encode())
    middle = "".join(chr(65 + number // 26**place % 26) for place in range(4))
    return f"{_FIRST[number % len(_FIRST)]} {middle} {_LAST[number // 16 % len(_LAST)]}"


def inquiry(body: Mapping[str, object], stopping: threading.Event) -> WebReply:
    bank_code, account_no = str(body.get("bank_code") or ""), str(body.get("account_number") or "")
    if not bank_code or not account_no.isdigit():
        return as_json({"error": "bank_code and account_number are needed"}, 400)
    if account_no.endswith("0504"):
        stopping.wait(SLOW_S)
    if account_no.endswith("0500"):
        return WebReply(b"Internal Server Error", 500, "text/plain")
    if account_no.endswith("0404"):
        return as_json({"error": "no such account"}, 404)
    return as_json({"bank_code": bank_code, "account_holder_name": holder(bank_code, account_no)})
