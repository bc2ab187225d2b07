"""A compiled query answers what its queryset would."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Partner, User
from komship.lib import clock
from komship.lib.compiled import CompiledQuery
from tests.factories.accounts import Shop

pytestmark = pytest.mark.django_db

by_name = CompiledQuery(lambda name: Partner.objects.filter(name=name).select_related("owner"))
names = CompiledQuery(
    lambda ids: Partner.objects.filter(pk__any=ids).order_by("name").values_list("name", flat=True)
)
staff_of = CompiledQuery(lambda ids: Membership.objects.filter(user_id__any=ids).order_by("pk"))
locked = CompiledQuery(lambda pk: Partner.objects.filter(pk=pk).select_for_update(no_key=True))
joined_after = CompiledQuery(lambda at: User.objects.filter(created_at__gt=at).order_by("pk"))


def test_each_call_has_values_of_its_own(siti_shop: Shop, rina_shop: Shop) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = [
            by_name.first("Toko Siti"),
            by_name.first(rina_shop.partner.name),
            by_name.first("Tidak ada"),
        ]
        owners = [partner and partner.owner.username for partner in found]
    assert found == [siti_shop.partner, rina_shop.partner, None]
    assert owners == ["siti", "rina", None]
    assert len(asked) == 3


def test_it_makes_new_objects_each_time(siti_shop: Shop) -> None:
    first, second = by_name.first("Toko Siti"), by_name.first("Toko Siti")
    assert first is not None
    assert first is not second
    assert first._state.db == "default"
    assert not first._state.adding


def test_lists_of_any_length_are_one_value(siti_shop: Shop, rina_shop: Shop) -> None:
    both = [siti_shop.partner.pk, rina_shop.partner.pk]
    assert names.all(both) == sorted([siti_shop.partner.name, rina_shop.partner.name])
    assert names.all(both[:1]) == ["Toko Siti"]
    assert names.all([]) == []
    assert [row.user for row in staff_of.all([siti_shop.owner.pk])] == [siti_shop.owner]


def test_the_ordinary_queryset_knows_any_as_well(siti_shop: Shop, rina_shop: Shop) -> None:
    found = Partner.objects.filter(pk__any=[siti_shop.partner.pk, 0])
    assert [partner.name for partner in found] == ["Toko Siti"]


def test_a_queryset_may_stand_for_a_list(siti_shop: Shop, rina_shop: Shop) -> None:
    with CaptureQueriesContext(connection) as asked:
        of_siti = names.all(Partner.objects.filter(owner__username="siti").values("pk"))
        newest = names.all(Partner.objects.order_by("-pk").values("pk")[:1])
    assert (of_siti, newest) == (["Toko Siti"], [rina_shop.partner.name])
    assert len(asked) == 2
    assert names.all(Partner.objects.none().values("pk")) == []


def test_a_moment_is_a_value(siti: User) -> None:
    hour = timedelta(hours=1)
    assert joined_after.all(siti.created_at - hour) == [siti]
    assert joined_after.all(siti.created_at + hour) == []


def test_a_moment_inside_is_refused(siti: User) -> None:
    frozen = CompiledQuery(lambda: User.objects.filter(created_at__lt=clock.now()))
    with pytest.raises(TypeError, match="stand still"):
        frozen.all()


def test_a_prefetch_is_refused(siti: User) -> None:
    eager = CompiledQuery(lambda pk: User.objects.filter(pk=pk).prefetch_related("memberships"))
    with pytest.raises(TypeError, match="prefetch"):
        eager.all(siti.pk)


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_in_transactions_only(siti_shop: Shop) -> None:
    with transaction.atomic():
        assert locked.first(siti_shop.partner.pk) == siti_shop.partner
    with pytest.raises(TransactionManagementError):
        locked.first(siti_shop.partner.pk)


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_share(siti_shop: Shop, rina_shop: Shop) -> None:
    wanted = {siti_shop.partner.name, rina_shop.partner.name}
    found: dict[str, set[str]] = {name: set() for name in wanted}

    def ask(name: str) -> None:
        for _ in range(200):
            partner = by_name.first(name)
            found[name].add(partner.name if partner else "")
        connection.close()

    threads = [threading.Thread(target=ask, args=[name]) for name in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: {name} for name in wanted}
