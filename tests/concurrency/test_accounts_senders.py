"""Sender names that are added, and marked as the default, at the same moment."""

import threading
from functools import partial
from importlib import import_module

import pytest

from accounts.models import Partner, SenderIdentity
from accounts.models.partner import SenderIdentityQuerySet
from accounts.services.save_sender_identity import (
    MOST_IDENTITIES,
    SenderInput,
    TooManyIdentities,
    save_sender_identity,
)
from komship.lib.errors import InvalidInput
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop

pytestmark = pytest.mark.django_db(transaction=True)

SAVING = import_module("accounts.services.save_sender_identity")


@pytest.fixture
def shop() -> Partner:
    return make_shop("siti").partner


def add(shop: Partner, name: str) -> str:
    try:
        save_sender_identity(SenderInput(name, "081200001111"), partner_id=shop.pk)
    except TooManyIdentities:
        return "refused"
    return "added"


def choose(shop: Partner, row: SenderIdentity) -> str:
    data = SenderInput(row.name, "081200001111", is_default=True)
    try:
        save_sender_identity(data, partner_id=shop.pk, identity_id=row.pk)
    except InvalidInput:
        # The service reads a broken unique index as a name that is taken.
        return "clash"
    return "chosen"


def names(shop: Partner) -> int:
    return SenderIdentity.objects.for_partner(shop.pk).count()


def test_the_default_is_one_however_many_choose(shop: Partner) -> None:
    rows = [save_sender_identity(SenderInput(f"Toko {n}", "081200001111"), partner_id=shop.pk) for n in "abc"]

    assert at_once([partial(choose, shop, row) for row in rows * 3]) == {"chosen": 9}

    assert SenderIdentity.objects.for_partner(shop.pk).filter(is_default=True).count() == 1


def test_control_without_the_lock_the_marks_clash(shop: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both clear the old mark, then both set theirs; only the index stops one."""
    rows = [save_sender_identity(SenderInput(f"Toko {n}", "081200001111"), partner_id=shop.pk) for n in "ab"]
    both_have_cleared = threading.Barrier(2)
    mine = SenderIdentity.objects.for_partner(shop.pk)
    mine.update(is_default=False)

    def mark(partner_id: int, row: SenderIdentity, *, is_default: bool) -> None:
        both_have_cleared.wait(timeout=30)
        mine.filter(pk=row.pk).update(is_default=is_default)

    monkeypatch.setattr(SAVING, "lock_partner", lambda partner_id: None)
    monkeypatch.setattr(SAVING, "_mark", mark)

    outcomes = at_once([partial(choose, shop, row) for row in rows])

    assert outcomes == {"chosen": 1, "clash": 1}


def test_the_sixteenth_name_is_refused_however_fast(shop: Partner) -> None:
    for number in range(MOST_IDENTITIES - 2 - names(shop)):
        add(shop, f"Toko {number}")

    outcomes = at_once([partial(add, shop, f"Cepat {n}") for n in range(4)])

    assert outcomes == {"added": 2, "refused": 2}
    assert names(shop) == MOST_IDENTITIES


def test_control_without_the_lock_there_are_too_many(shop: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(MOST_IDENTITIES - 1 - names(shop)):
        add(shop, f"Toko {number}")
    both_have_counted = threading.Barrier(2)
    count = SenderIdentityQuerySet.count

    def count_and_wait(rows: SenderIdentityQuerySet) -> int:
        counted = count(rows)
        both_have_counted.wait(timeout=30)
        return counted

    with monkeypatch.context() as patched:
        patched.setattr(SAVING, "lock_partner", lambda partner_id: None)
        patched.setattr(SenderIdentityQuerySet, "count", count_and_wait)
        outcomes = at_once([partial(add, shop, f"Cepat {n}") for n in range(2)])

    assert outcomes == {"added": 2}
    assert names(shop) == MOST_IDENTITIES + 1
