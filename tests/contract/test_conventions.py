"""Habits of the clients that every operation must bear: forms, stray parameters, other origins."""

import pytest
from django.urls import resolve

from accounts.api.seller_endpoint import SellerEndpoint
from tests.contract.case import Call, Case, Encoding
from tests.contract.census import served_cases
from tests.contract.rows import Row, catalogue
from tests.contract.sending import new_client, send
from tests.contract.snapshots import changed, fingerprints
from tests.contract.test_operations import demand_refusal, demand_success, row_id, token_for
from tests.contract.undone import Complaints
from tests.contract.urls import sample_path
from tests.contract.world import World

ROWS = catalogue()
CASES = served_cases()
ORIGIN = "https://app.example.com"


def has_form_body(row: Row) -> bool:
    """Flat fields; trees and lists of rows only ever come as JSON, files only as multipart."""
    nested = ("list of {", "object", "file")
    return bool(row.fields) and not any(
        name.startswith("[]") or str(kind).startswith(nested) for name, kind in row.fields.items()
    )


def partner_bound(row: Row) -> bool:
    endpoints = resolve(sample_path(row, row.path)).func.endpoints  # type: ignore[attr-defined]
    return issubclass(endpoints[row.method.lower()], SellerEndpoint)


def as_form(call: Call, encoding: Encoding) -> Call:
    """As a browser's FormData writes it: null becomes a text, lists get brackets."""
    body: dict[str, object] = {}
    for name, value in call.body.items():
        listed = isinstance(value, list | tuple)
        body[f"{name}[]" if listed else name] = "null" if value is None else value
    return Call(path=call.path, query=call.query, body=body, encoding=encoding)


@pytest.mark.parametrize("case", [c for c in CASES if has_form_body(ROWS[c.row])], ids=row_id)
def test_a_body_may_come_in_any_encoding(case: Case, call: Call, world: World) -> None:
    row, tries = ROWS[case.row], Complaints()
    for sent in (call.but(encoding="json"), as_form(call, "form"), as_form(call, "multipart")):
        with tries.about(sent.encoding):
            demand_success(row, send(row, sent, token=token_for(row, world)))
    tries.demand_none()


@pytest.mark.parametrize("case", CASES, ids=row_id)
def test_odd_callers_do_no_harm(case: Case, call: Call, world: World) -> None:
    row, tries = ROWS[case.row], Complaints()
    with tries.about("stray parameters"):
        own = [world.siti.partner_id] * 2
        stray = call.but(query={"partner_id": own, "no_such_filter": "1", "_": "1700000000"})
        demand_success(row, send(row, stray, token=token_for(row, world)))
    if partner_bound(row):
        with tries.about("a partner she does not serve"):
            before = fingerprints()
            foreign = call.but(query={"partner_id": world.rina.partner_id})
            demand_refusal(row, send(row, foreign, token=world.siti.token))
            assert changed(before, fingerprints()) == []
    if row.auth == "bearer":
        # Budi holds some rights only; what he may not do is no reason to end his session.
        with tries.about("staff"):
            reply = send(row, call, token=world.budi.token)
            if row.audience == "ops":
                assert (reply.http, reply.json["status"]) == (403, "failed")
            elif reply.http != row.success_status:
                demand_refusal(row, reply)
    tries.demand_none()


def test_a_preflight_needs_no_token() -> None:
    answer = new_client().options(
        "/api/v1/my-profile",
        headers={
            "Origin": ORIGIN,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "application-name,authorization,content-type",
        },
    )
    assert 200 <= answer.status_code < 300
    allowed = answer.headers["Access-Control-Allow-Headers"].lower()
    assert all(name in allowed for name in ("application-name", "authorization", "content-type"))
    assert all(name in answer.headers["Access-Control-Allow-Methods"] for name in ("PUT", "DELETE"))
    assert answer.headers["Access-Control-Allow-Origin"] in ("*", ORIGIN)


@pytest.mark.parametrize("path", ["/api/v1/address", "/api/v9/no-such-thing"])
def test_errors_may_be_read_from_other_origins(path: str) -> None:
    answer = new_client().get(path, headers={"Origin": ORIGIN})
    assert answer.status_code >= 400
    assert answer.headers["Access-Control-Allow-Origin"] in ("*", ORIGIN)
