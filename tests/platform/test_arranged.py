"""Rows that stay from one test to the next are the same for each, and for nobody who did not ask."""

from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import Partner, User, Warehouse
from tests.arranged import arranged, stage, together
from tests.factories.accounts import Shop


@pytest.mark.parametrize("time", [1, 2])
def test_what_the_test_before_did_is_undone(siti_shop: Shop, siti: User, time: int) -> None:
    assert Partner.objects.get() == siti_shop.partner
    assert siti_shop.partner.name == "Toko Siti"
    assert siti is siti_shop.owner
    siti_shop.partner.name = "Lain"
    siti_shop.partner.save()
    Partner.objects.get().memberships.all().delete()


def test_who_did_not_ask_finds_nothing(db: None) -> None:
    assert stage.copies == {}
    assert not Partner.objects.exists()


def test_others_are_added_and_taken_away(siti_shop: Shop, rina_shop: Shop) -> None:
    assert Partner.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_writes_its_own(siti_shop: Shop) -> None:
    assert stage.copies == {}
    assert not connection.in_atomic_block
    assert Partner.objects.get() == siti_shop.partner


def test_it_begins_with_arranged_rows_only() -> None:
    def needy(market: object) -> None:
        """Asks for what lives in memory."""

    with pytest.raises(TypeError, match="not arranged"):
        arranged(needy)


def a_test(request: pytest.FixtureRequest, does: Callable[..., None]) -> pytest.Function:
    """A test of this file that asks for what the function asks for."""
    made = pytest.Function.from_parent(request.node.parent, name="made", callobj=does)
    assert isinstance(made, pytest.Function)
    return made


def test_a_test_without_a_database_leaves_what_stands(
    siti_shop: Shop, request: pytest.FixtureRequest
) -> None:
    def without() -> None: ...

    standing = list(stage._standing)
    assert not stage.make_ready(a_test(request, without))
    assert stage._standing == standing != []


def test_tests_of_the_same_rows_follow_each_other(request: pytest.FixtureRequest) -> None:
    def plain(siti_shop: Shop) -> None: ...
    def goods(siti_warehouse: Warehouse, siti_shop: Shop) -> None: ...
    def rina(rina_shop: Shop, siti_shop: Shop) -> None: ...

    mixed = [a_test(request, does) for does in (rina, goods, plain, goods, plain)]
    with_rina, goods_1, plain_1, goods_2, plain_2 = mixed
    assert together(list(mixed)) == [plain_1, plain_2, goods_1, goods_2, with_rina]
