"""Sends calls through Django's whole HTTP stack, and reads the answers."""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, ClientHandler, encode_multipart
from django.utils.http import urlencode

from tests.contract.case import Call
from tests.contract.rows import Row
from tests.contract.urls import PREFIX

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """An answer: its HTTP status and its JSON, or the text where it has to be bare."""

    http: int
    json: Any
    text: str

    @property
    def data(self) -> Any:
        return self.json["data"]

    @property
    def message(self) -> object:
        return self.json.get("message") if isinstance(self.json, dict) else None


def send(row: Row, call: Call, *, token: str | None, template: str | None = None) -> Reply:
    """Make the call as a client would; `token` None sends no Authorization at all."""
    method, content, content_type = _encoded(row, call)
    reply = send_raw(
        method, url_of(row, call, template), content=content, content_type=content_type, token=token
    )
    # Judged like any value; a refusal comes in the envelope here, too.
    is_bare = bool(row.bare) and reply.http == row.success_status
    return replace(reply, json=reply.text) if is_bare else reply


def send_raw(method: str, url: str, *, content: bytes, content_type: str, token: str | None) -> Reply:
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    response = new_client(raise_request_exception=False).generic(
        method, url, content, content_type=content_type, headers=headers
    )
    return _reply(response.status_code, response.content)


def new_client(**options: Any) -> Client:
    """A client without a past; all of them call one application, as clients of a server do."""
    client = Client(**options)
    client.handler = _application()
    return client


@functools.cache
def _application() -> ClientHandler:
    return ClientHandler(enforce_csrf_checks=False)


def url_of(row: Row, call: Call, template: str | None = None) -> str:
    path = PREFIX + (template or row.path).format(**call.path)
    return f"{path}?{urlencode(dict(call.query), doseq=True)}" if call.query else path


def _encoded(row: Row, call: Call) -> tuple[str, bytes, str]:
    """Method, body and content type; forms can only be posted, so other methods are spoofed."""
    if call.body is None:
        return row.method, b"", "application/json"
    if call.encoding == "json":
        method = row.method
        body = {**call.body, "_method": row.spoof} if row.spoof and method == "POST" else call.body
        return method, json.dumps(body).encode(), "application/json"
    spoof = row.spoof or ("" if row.method == "POST" else row.method.lower())
    fields = {**call.body, **({"_method": spoof} if spoof else {})}
    if call.encoding == "form":
        return "POST", urlencode(fields, doseq=True).encode(), FORM
    return "POST", *_multipart(fields)


def _multipart(fields: Mapping[str, Any]) -> tuple[bytes, str]:
    return encode_multipart(BOUNDARY, dict(fields)), MULTIPART_CONTENT


def _reply(status: int, content: bytes) -> Reply:
    text = content.decode("utf-8", errors="replace")
    try:
        return Reply(status, json.loads(text), text)
    except ValueError:
        return Reply(status, None, text)
