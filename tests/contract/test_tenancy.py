"""Rina repeats every call of Siti's with her own token: she sees nothing of hers and changes nothing."""

import pytest

from tests.contract.case import Call, Case
from tests.contract.census import served_cases
from tests.contract.rows import Row, catalogue
from tests.contract.sending import Reply, send
from tests.contract.snapshots import changed, fingerprints, others_than
from tests.contract.test_operations import demand_refusal, row_id
from tests.contract.undone import Complaints
from tests.contract.world import SITI_WORDS, World

ROWS = catalogue()
CASES = [
    case for case in served_cases() if (ROWS[case.row].audience, ROWS[case.row].auth) == ("seller", "bearer")
]


def as_it_is(call: Call, world: World) -> Call | None:
    return call


def under_her_own_partner(call: Call, world: World) -> Call | None:
    """The same ids, but every partner_id is hers; None when the call names no partner."""
    own = {"partner_id": world.rina.partner_id}
    places = {
        name: own
        for name in ("path", "query", "body")
        if isinstance(getattr(call, name), dict) and "partner_id" in getattr(call, name)
    }
    return call.but(**places) if places else None


@pytest.mark.parametrize("case", CASES, ids=row_id)
def test_a_stranger_sees_and_changes_nothing(case: Case, call: Call, world: World) -> None:
    row, tries = ROWS[case.row], Complaints()
    for variant in (as_it_is, under_her_own_partner):
        foreign = variant(call, world)
        if foreign is not None:
            with tries.about(variant.__name__):
                demand_nothing(case, row, foreign, world)
    tries.demand_none()


def demand_nothing(case: Case, row: Row, call: Call, world: World) -> None:
    before, theirs = fingerprints(), others_than(world.rina)
    reply = send(row, call, token=world.rina.token)
    assert not SITI_WORDS.search(reply.text), reply.text
    if is_refused(row, reply):
        assert changed(before, fingerprints()) == []
        return
    assert case.stranger_may or not foreign_ids(call, world), f"let in: {reply.text}"
    assert theirs.changed() == []
    assert theirs.new_rows_of(world.siti.partner_id) == []


def is_refused(row: Row, reply: Reply) -> bool:
    if reply.http == row.success_status and (row.bare or reply.json.get("status") in ("success", True)):
        return False
    demand_refusal(row, reply)
    return True


def foreign_ids(call: Call, world: World) -> dict[str, object]:
    """Path values that are not hers: whoever answers them kindly has let her in."""
    own = {"partner_id": world.rina.partner_id, "user_id": world.rina.user.pk}
    ids = {name: value for name, value in call.path.items() if name.endswith("id")}
    return {name: value for name, value in ids.items() if own.get(name) != value}
