"""The judges of the contract tests must be able to say no."""

import pytest

from accounts.models import Warehouse
from tests.contract.case import Bad, Call
from tests.contract.rows import catalogue
from tests.contract.sending import Reply
from tests.contract.snapshots import changed, fingerprints, fingerprints_of_others, high_marks, new_rows_of
from tests.contract.test_operations import demand_refusal, demand_success
from tests.contract.undone import Complaints
from tests.contract.world import World
from tests.factories.accounts import make_warehouse

ROW = catalogue()["accounts.address.delete"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, {"status": "success", "code": 200, "message": "Baik"}, ""),
        Reply(401, {"status": "failed", "code": 401, "message": "Tidak"}, ""),
        Reply(403, {"status": "failed", "code": 403, "message": "Tidak"}, ""),
        Reply(500, {"status": "failed", "code": 500, "message": "Rusak"}, ""),
        Reply(400, {"status": "failed", "code": 400, "message": " "}, ""),
        Reply(404, None, "<html>"),
    ],
)
def test_no_refusal_in_words(reply: Reply) -> None:
    with pytest.raises(AssertionError):
        demand_refusal(ROW, reply)


def test_a_refusal_the_row_allows() -> None:
    demand_refusal(ROW, Reply(200, {"status": "failed", "code": 400, "message": "Masih dipakai"}, ""))
    demand_refusal(ROW, Reply(400, {"status": "failed", "code": 400, "message": "Tidak ada"}, ""))


def test_a_refusal_is_no_success() -> None:
    refused = {"status": "failed", "code": 400, "message": "Masih dipakai"}
    with pytest.raises(AssertionError):
        demand_success(ROW, Reply(200, refused, ""))


def test_a_bad_call_changes_only_what_it_is_told() -> None:
    call = Call(path={"a": 1}, query={"b": 2}, body={"c": 3})
    assert Bad(why="x", query={"b": 4}, body={"d": 5}).applied_to(call) == Call(
        path={"a": 1}, query={"b": 4}, body={"c": 3, "d": 5}
    )
    assert Bad(why="x", body=[1]).applied_to(call).body == [1]


@pytest.mark.django_db
def test_every_failed_try_is_told_and_undone(world: World) -> None:
    tries = Complaints()
    for label in ("first", "second"):
        with tries.about(label):
            make_warehouse(world.siti.partner, label)
            raise AssertionError("no")
    assert tries.found == ["first: no", "second: no"]
    assert not Warehouse.objects.filter(name__in=["first", "second"]).exists()
    with pytest.raises(AssertionError, match="second: no"):
        tries.demand_none()


@pytest.mark.django_db
def test_a_changed_row_is_seen(world: World) -> None:
    before, theirs, marks = fingerprints(), fingerprints_of_others(world.rina), high_marks()
    Warehouse.objects.filter(pk=world.jakarta.pk).update(name="Lain")
    assert changed(before, fingerprints()) == ["accounts_warehouse"]
    assert changed(theirs, fingerprints_of_others(world.rina, upto=marks)) == ["accounts_warehouse"]


@pytest.mark.django_db
def test_a_new_row_is_seen_and_own_rows_are_not_foreign(world: World) -> None:
    before, theirs, marks = fingerprints(), fingerprints_of_others(world.rina), high_marks()
    make_warehouse(world.rina.partner, "Gudang Kedua")
    assert "accounts_warehouse" in changed(before, fingerprints())
    assert changed(theirs, fingerprints_of_others(world.rina, upto=marks)) == []
    assert new_rows_of(world.siti.partner_id, since=marks) == []
    make_warehouse(world.siti.partner, "Gudang Ketiga")
    assert new_rows_of(world.siti.partner_id, since=marks) == ["accounts_warehouse"]
