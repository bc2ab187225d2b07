"""Rows that stay from one test to the next are the same for each, and for nobody who did not ask."""

from typing import ClassVar

import pytest
from django.db import connection

from accounts.models import Partner, User
from tests.arranged import arranged, stage
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


class TestNoDatabase:
    """A test without a database between two of the same rows: they stay, numbers and all."""

    numbers: ClassVar[list[int]] = []

    def test_before(self, siti_shop: Shop) -> None:
        self.numbers.append(siti_shop.partner.pk)

    def test_without_a_database(self) -> None:
        assert stage.copies == {}

    def test_after(self, siti_shop: Shop) -> None:
        assert Partner.objects.get().pk == self.numbers.pop()
