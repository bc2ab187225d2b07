"""The judges of the contract tests must be able to say no."""

import pytest

from accounts.models import Warehouse
from tests.contract.case import Bad, Call
from tests.contract.rows import catalogue
from tests.contract.sending import Reply
from tests.contract.snapshots import changed, fingerprints, others_than
from tests.contract.test_operations import demand_refusal, demand_success
from tests.contract.undone import Complaints, Undone
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
    before, theirs = fingerprints(), others_than(world.rina)
    Warehouse.objects.filter(pk=world.jakarta.pk).update(name="Lain")
    assert changed(before, fingerprints()) == ["accounts_warehouse"]
    assert theirs.changed() == ["accounts_warehouse"]


@pytest.mark.django_db
def test_a_value_written_again_and_a_row_that_went_are_seen(world: World) -> None:
    spare = make_warehouse(world.rina.partner, "Cadangan")
    before = fingerprints()
    assert changed(before, fingerprints()) == []
    Warehouse.objects.filter(pk=spare.pk).update(name="Cadangan")
    again = fingerprints()
    assert changed(before, again) == ["accounts_warehouse"]
    Warehouse.objects.filter(pk=spare.pk).delete()
    assert "accounts_warehouse" in changed(again, fingerprints())


@pytest.mark.django_db
def test_what_was_undone_is_no_change_and_the_same_write_is_seen_again(world: World) -> None:
    before, theirs = fingerprints(), others_than(world.rina)
    for _ in range(2):
        with Undone():
            Warehouse.objects.filter(pk=world.jakarta.pk).update(name="Lain")
            assert changed(before, fingerprints()) == ["accounts_warehouse"]
            assert theirs.changed() == ["accounts_warehouse"]
        assert changed(before, fingerprints()) == []
        assert theirs.changed() == []


@pytest.mark.django_db
def test_a_new_row_is_seen_and_own_rows_are_not_foreign(world: World) -> None:
    before, theirs = fingerprints(), others_than(world.rina)
    make_warehouse(world.rina.partner, "Gudang Kedua")
    assert "accounts_warehouse" in changed(before, fingerprints())
    assert theirs.changed() == []
    assert theirs.new_rows_of(world.siti.partner_id) == []
    make_warehouse(world.siti.partner, "Gudang Ketiga")
    assert theirs.new_rows_of(world.siti.partner_id) == ["accounts_warehouse"]
