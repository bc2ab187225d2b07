"""Every case through HTTP: the good answer, the tokens, the bad inputs."""

import pytest

from komship.api.errors import UNAUTHENTICATED
from tests.contract.case import Bad, Call, Case
from tests.contract.census import served_cases
from tests.contract.rows import Row, catalogue
from tests.contract.sending import Reply, send, send_raw, url_of
from tests.contract.shapes import complaints
from tests.contract.snapshots import changed, fingerprints
from tests.contract.urls import PREFIX, sample_path
from tests.contract.world import World
from tests.query_counts import QueryBudget

pytestmark = pytest.mark.django_db

CASES = served_cases()
ROWS = catalogue()
DEAD_TOKENS = [None, "", "undefined", "f" * 64]
REFUSALS = {400, 404, 405, 409, 413, 415, 422, 429}


def row_id(value: object) -> str:
    if isinstance(value, Case):
        return value.row
    return value.why.replace(" ", "-") if isinstance(value, Bad) else str(value)


def token_for(row: Row, world: World) -> str | None:
    return None if row.auth == "none" else world.siti.token


@pytest.mark.parametrize(
    ("case", "template"),
    [(case, path) for case in CASES for path in (ROWS[case.row].path, *ROWS[case.row].aliases)],
    ids=row_id,
)
def test_answers_in_the_shape_clients_read(case: Case, template: str, world: World) -> None:
    row = ROWS[case.row]
    reply = send(row, case.call(world), token=token_for(row, world), template=template)
    assert reply.http == row.success_status, reply.text
    for name in ("status", "code", "message"):
        if name in row.answer and name not in row.client_keys:
            assert reply.json.get(name) == row.answer[name], reply.text
    found = complaints(reply.json, row, unseen=frozenset(case.unseen))
    assert not found, "\n".join([*found, reply.text[:2000]])
    if case.after is not None:
        case.after(world, reply)


@pytest.mark.parametrize("case", [c for c in CASES if ROWS[c.row].auth != "none"], ids=row_id)
def test_a_missing_or_dead_token_is_401(case: Case, world: World) -> None:
    row = ROWS[case.row]
    before = fingerprints()
    for token in DEAD_TOKENS:
        reply = send_raw(
            row.method, sample_path(row, row.path), content=b"", content_type="application/json", token=token
        )
        assert (reply.http, reply.json) == (
            401,
            {"status": "failed", "code": 401, "message": UNAUTHENTICATED},
        ), token
    assert changed(before, fingerprints()) == []


@pytest.mark.parametrize(("case", "bad"), [(case, bad) for case in CASES for bad in case.bad], ids=row_id)
def test_bad_input_is_refused_in_words(case: Case, bad: Bad, world: World) -> None:
    row = ROWS[case.row]
    call = bad.applied_to(case.call(world))
    if bad.arrange is not None:
        bad.arrange(world)
    before = fingerprints(ignore=bad.writes)
    reply = send(row, call, token=token_for(row, world))
    demand_refusal(row, reply)
    assert bad.http in (None, reply.http), reply.text
    assert bad.code in (None, reply.json["code"]), reply.text
    assert bad.message in (None, reply.message), reply.text
    assert changed(before, fingerprints(ignore=bad.writes)) == []


@pytest.mark.parametrize("case", [c for c in CASES if ROWS[c.row].fields], ids=row_id)
@pytest.mark.parametrize("content", [b'{"half": ', b"\xff\xfe", b'"text"', b"[[[[]]]]"])
def test_a_broken_body_is_refused(case: Case, content: bytes, world: World) -> None:
    row = ROWS[case.row]
    call = case.call(world)
    before = fingerprints()
    url = url_of(row, call.but(query={}))
    reply = send_raw(
        row.method, url, content=content, content_type="application/json", token=token_for(row, world)
    )
    demand_refusal(row, reply)
    assert changed(before, fingerprints()) == []


@pytest.mark.parametrize("case", [c for c in CASES if ROWS[c.row].is_list], ids=row_id)
def test_a_list_costs_the_queries_it_is_known_for(
    case: Case, world: World, query_budget: QueryBudget
) -> None:
    row, call = ROWS[case.row], case.call(world)
    send(row, call, token=token_for(row, world))
    with query_budget(case.row):
        send(row, call, token=token_for(row, world))


def test_a_body_of_ten_megabytes_is_refused(world: World) -> None:
    content = b'{"username_email": "' + b"a" * 10_000_000 + b'"}'
    reply = send_raw(
        "POST", f"{PREFIX}/v1/login", content=content, content_type="application/json", token=None
    )
    assert reply.http == 413
    assert reply.message


def demand_refusal(row: Row, reply: Reply) -> None:
    """A 4xx that is neither 401 nor 403, or the row's own way under HTTP 200; always with words."""
    assert isinstance(reply.json, dict), reply.text
    if reply.http == 200:
        wanted = {name: value for name, value in row.refusal.items() if name != "http"}
        assert wanted, f"accepted: {reply.text}"
        assert {name: reply.json.get(name) for name in wanted} == wanted, f"accepted: {reply.text}"
    else:
        assert reply.http in REFUSALS, reply.text
        assert reply.json["status"] == "failed", reply.text
        assert isinstance(reply.json["code"], int), reply.text
    assert isinstance(reply.message, str), reply.text
    assert reply.message.strip(), reply.text


def test_a_good_answer_is_no_refusal() -> None:
    """The judge of refusals must be able to say no."""
    row = ROWS["accounts.address.delete"]
    fine = Reply(200, {"status": "success", "code": 200, "message": "Baik"}, "")
    with pytest.raises(AssertionError):
        demand_refusal(row, fine)
    with pytest.raises(AssertionError):
        demand_refusal(row, Reply(403, {"status": "failed", "code": 403, "message": "Tidak"}, ""))
    with pytest.raises(AssertionError):
        demand_refusal(row, Reply(400, {"status": "failed", "code": 400, "message": " "}, ""))
    demand_refusal(row, Reply(200, {"status": "failed", "code": 400, "message": "Masih dipakai"}, ""))


def test_a_call_changes_only_what_it_is_told() -> None:
    call = Call(path={"a": 1}, query={"b": 2}, body={"c": 3})
    assert Bad(why="x", query={"b": 4}, body={"d": 5}).applied_to(call) == Call(
        path={"a": 1}, query={"b": 4}, body={"c": 3, "d": 5}
    )
    assert Bad(why="x", body=[1]).applied_to(call).body == [1]
