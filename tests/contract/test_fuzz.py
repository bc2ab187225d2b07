"""Random calls that fit the published schema, made by a signed-in seller: refused or done, never an error.

`FUZZ_EXAMPLES` says how many calls each operation gets; with it, every run makes up other ones.
"""

import json
import logging
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.http import urlencode
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case as Generated
from schemathesis.core.result import Ok
from schemathesis.openapi import from_dict
from schemathesis.schemas import APIOperation

from finance.api.banks import BankList
from tests.contract.sending import FORM, new_client
from tests.contract.undone import Undone
from tests.contract.world import World

Operation = APIOperation[Any, Any, Any, Any]

ASKED = int(os.environ.get("FUZZ_EXAMPLES", "0"))
# The first made-up call of an operation is always the emptiest one.
EXAMPLES = ASKED or 2
# Parts run side by side.
PARTS = 4
SETTINGS = settings(
    max_examples=EXAMPLES,
    derandomize=not ASKED,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Listener(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@pytest.fixture
def errors() -> Iterator[list[logging.LogRecord]]:
    """Whatever anybody logs as an error."""
    listener = Listener(logging.ERROR)
    logging.getLogger().addHandler(listener)
    yield listener.heard
    logging.getLogger().removeHandler(listener)


@cache
def operations() -> list[Operation]:
    text = render_to_json()
    found = []
    for result in from_dict(json.loads(text)).get_all_operations():
        assert isinstance(result, Ok), "the schema is not sound"
        found.append(result.ok())
    return found


def render_to_json() -> str:
    """The schema as /api/schema serves it."""
    answer = new_client().get("/api/schema", headers={"Accept": "application/vnd.oai.openapi+json"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_the_schema_allows_is_answered(
    busy_world: World, errors: list[logging.LogRecord], part: int
) -> None:
    complaints: list[str] = []
    for operation in operations()[part::PARTS]:
        complaints += complaints_about(operation, busy_world, errors)
    assert not complaints, "\n\n".join(complaints[:10])


def test_an_operation_that_breaks_is_noticed(
    busy_world: World, errors: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BankList, "perform", lambda self: 1 // 0)
    (broken,) = [one for one in operations() if one.path.endswith("/disbursementbankAvailable")]

    assert complaints_about(broken, busy_world, errors)


def complaints_about(operation: Operation, world: World, errors: list[logging.LogRecord]) -> list[str]:
    """Make calls up, send them as Siti, and tell which were answered with an error or logged one."""
    complaints: list[str] = []
    ids = known_ids(world)

    @SETTINGS
    @given(call=operation.as_strategy())
    def make(call: Generated[Any]) -> None:
        with Undone():
            status = send(call, ids, token=world.siti.token)
        if status >= 500 or errors:
            said = [record.exc_text or record.getMessage() for record in errors]
            complaints.append(f"{call.as_curl_command()}: {status} {said}")
            errors.clear()

    make()
    return complaints


def known_ids(world: World) -> dict[str, int]:
    """Places of paths that lead somewhere; the others are as they come."""
    return {
        "partner_id": world.siti.partner_id,
        "product_id": world.scarf.pk,
        "address_id": world.bandung.pk,
        "warehouse_id": world.bandung.pk,
        "user_id": world.siti.user.pk,
    }


def send(call: Generated[Any], ids: dict[str, int], *, token: str) -> int:
    values = dict(call.path_parameters or {})
    path = call.path.format(**values | {name: ids[name] for name in values if name in ids})
    query = urlencode(dict(call.query or {}), doseq=True)
    content, content_type = body_of(call)
    response = new_client(raise_request_exception=False).generic(
        call.method,
        f"{path}?{query}" if query else path,
        content,
        content_type=content_type,
        headers={"Authorization": f"Bearer {token}"},
    )
    return response.status_code


def body_of(call: Generated[Any]) -> tuple[bytes, str]:
    body: Any = call.body
    if not isinstance(body, dict | list):
        return b"", "application/json"
    if call.media_type == "application/json" or isinstance(body, list):
        return json.dumps(body, default=str).encode(errors="replace"), "application/json"
    texts = {str(name): value if isinstance(value, bytes) else str(value) for name, value in body.items()}
    if call.media_type == FORM:
        return urlencode(texts).encode(), FORM
    return encode_multipart(BOUNDARY, texts), MULTIPART_CONTENT
