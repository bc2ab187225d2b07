"""Every case through HTTP: the good answer, the tokens, the bad inputs."""

import pytest
from django.conf import settings

from komship.api.errors import UNAUTHENTICATED
from tests.contract.case import Bad, Call, Case
from tests.contract.census import served_cases
from tests.contract.rows import Row, catalogue
from tests.contract.sending import Reply, send, send_raw, url_of
from tests.contract.shapes import complaints
from tests.contract.snapshots import changed, fingerprints
from tests.contract.undone import Complaints
from tests.contract.urls import PREFIX, sample_path
from tests.contract.world import World
from tests.query_counts import QueryBudget

CASES = served_cases()
ROWS = catalogue()
DEAD_TOKENS = [None, "", "undefined", "f" * 64]
BROKEN_BODIES = [b'{"half": ', b"\xff\xfe", b'"text"', b"[[[[]]]]"]
REFUSALS = {400, 404, 405, 409, 413, 415, 422, 429}
JSON = "application/json"


def row_id(value: object) -> str:
    return value.row if isinstance(value, Case) else str(value)


def token_for(row: Row, world: World) -> str | None:
    if row.auth == "bearer" and row.audience in ("ops", "mitra"):
        return world.ops_token if row.audience == "ops" else world.mitra_token
    tokens = {"none": None, "service": settings.SERVICE_KEY, "bearer": world.siti.token}
    return tokens[row.auth]


@pytest.mark.parametrize(
    ("case", "template"),
    [(case, path) for case in CASES for path in (ROWS[case.row].path, *ROWS[case.row].aliases)],
    ids=row_id,
)
def test_answers_in_the_shape_clients_read(case: Case, template: str, call: Call, world: World) -> None:
    row = ROWS[case.row]
    reply = send(row, call, token=token_for(row, world), template=template)
    demand_success(row, reply)
    found = complaints(reply.json, row, unseen=frozenset(case.unseen))
    assert not found, "\n".join([*found, reply.text[:2000]])
    if case.after is not None:
        case.after(world, reply)


@pytest.mark.parametrize("case", [c for c in CASES if c.also], ids=row_id)
def test_other_ways_to_ask_succeed_too(case: Case, world: World) -> None:
    row, tries = ROWS[case.row], Complaints()
    for call in case.also:
        with tries.about(call.__name__):
            demand_success(row, send(row, call(world), token=token_for(row, world)))
    tries.demand_none()


@pytest.mark.parametrize("case", [c for c in CASES if ROWS[c.row].auth != "none"], ids=row_id)
def test_a_missing_or_dead_token_is_401(case: Case, world: World) -> None:
    row, tries = ROWS[case.row], Complaints()
    before = fingerprints()
    for token in DEAD_TOKENS:
        with tries.about(str(token)):
            url = sample_path(row, row.path)
            reply = send_raw(row.method, url, content=b"", content_type=JSON, token=token)
            assert reply.http == 401
            assert reply.json == {"status": "failed", "code": 401, "message": UNAUTHENTICATED}
            assert changed(before, fingerprints()) == []
    tries.demand_none()


@pytest.mark.parametrize("case", [c for c in CASES if c.bad], ids=row_id)
def test_bad_input_is_refused_in_words(case: Case, call: Call, world: World) -> None:
    row, tries = ROWS[case.row], Complaints()
    for bad in case.bad:
        with tries.about(bad.why):
            demand_this_refusal(row, call, bad, world)
    tries.demand_none()


def demand_this_refusal(row: Row, call: Call, bad: Bad, world: World) -> None:
    if bad.arrange is not None:
        bad.arrange(world)
    if bad.change is not None:
        call = bad.change(world, call)
    before = fingerprints(ignore=bad.writes)
    reply = send(row, bad.applied_to(call), token=token_for(row, world))
    demand_refusal(row, reply)
    assert bad.http in (None, reply.http), reply.text
    assert bad.code in (None, reply.json["code"]), reply.text
    assert bad.message in (None, reply.message), reply.text
    assert changed(before, fingerprints(ignore=bad.writes)) == []


@pytest.mark.parametrize("case", [c for c in CASES if ROWS[c.row].fields], ids=row_id)
def test_a_broken_body_is_refused(case: Case, call: Call, world: World) -> None:
    row, tries = ROWS[case.row], Complaints()
    url, token = url_of(row, call.but(query={})), token_for(row, world)
    before = fingerprints()
    for content in BROKEN_BODIES:
        with tries.about(repr(content)):
            reply = send_raw(row.method, url, content=content, content_type=JSON, token=token)
            demand_refusal(row, reply)
            assert changed(before, fingerprints()) == []
    tries.demand_none()


@pytest.mark.parametrize("case", [c for c in CASES if ROWS[c.row].is_list], ids=row_id)
def test_a_list_costs_the_queries_it_is_known_for(
    case: Case, call: Call, world: World, query_budget: QueryBudget
) -> None:
    row = ROWS[case.row]
    send(row, call, token=token_for(row, world))
    with query_budget(case.row):
        send(row, call, token=token_for(row, world))


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_an_unknown_operation_answers_in_the_envelope(method: str) -> None:
    url = f"{PREFIX}/v9/no-such-thing"
    reply = send_raw(method, url, content=b"", content_type=JSON, token=None)
    assert (reply.http, reply.json["code"]) == (404, 404)
    assert reply.message


def test_a_body_of_ten_megabytes_is_refused(world: World) -> None:
    content = b'{"username_email": "' + b"a" * 10_000_000 + b'"}'
    reply = send_raw("POST", f"{PREFIX}/v1/login", content=content, content_type=JSON, token=None)
    assert reply.http == 413
    assert reply.message


def demand_success(row: Row, reply: Reply) -> None:
    """The row's own status, code and message."""
    assert reply.http == row.success_status, reply.text
    for name in ("status", "code", "message"):
        if name in row.answer and name not in row.client_keys:
            assert reply.json.get(name) == row.answer[name], reply.text


def demand_refusal(row: Row, reply: Reply) -> None:
    """A 4xx but 401, and 403 only where the row says so, or the row's own way under HTTP 200; with words."""
    assert isinstance(reply.json, dict), reply.text
    if reply.http == 200:
        wanted = {name: value for name, value in row.refusal.items() if name != "http"}
        assert wanted, f"accepted: {reply.text}"
        assert {name: reply.json.get(name) for name in wanted} == wanted, f"accepted: {reply.text}"
    else:
        assert reply.http in REFUSALS or reply.http == 403 in row.codes, reply.text
        assert reply.json["status"] == "failed", reply.text
        assert isinstance(reply.json["code"], int), reply.text
    assert isinstance(reply.message, str), reply.text
    assert reply.message.strip(), reply.text
