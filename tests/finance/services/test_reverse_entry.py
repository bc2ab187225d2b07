import pytest

from accounts.models import Partner
from finance import chart
from finance.models import Entry
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.services.reverse_entry import reverse_entry
from finance.states import EntryKind
from tests.factories.finance import balance, purse


@pytest.fixture
def charge(siti_partner: Partner) -> Entry:
    lines = [debit(chart.seller_available(siti_partner.pk), 700), credit(chart.SHIPPING_REVENUE, 700)]
    return post_entry(Draft(EntryKind.RETURN_CHARGE, "c1", lines, reference="KOM1"))


def test_mirrors_every_line(charge: Entry, siti_partner: Partner) -> None:
    mirror = reverse_entry(charge, actor="wati", memo="salah")

    assert (mirror.kind, mirror.reference, mirror.reverses_id) == ("return_charge", "KOM1", charge.pk)
    assert purse(siti_partner) == (0, 0, 0)
    assert balance(chart.SHIPPING_REVENUE) == 0


def test_may_carry_another_kind(charge: Entry) -> None:
    assert reverse_entry(charge, kind=EntryKind.SHIPPING_REFUND).kind == "shipping_refund"


def test_once(charge: Entry, siti_partner: Partner) -> None:
    assert reverse_entry(charge).pk == reverse_entry(charge).pk
    assert purse(siti_partner) == (0, 0, 0)


def test_a_reversal_is_not_reversed(charge: Entry) -> None:
    mirror = reverse_entry(charge)

    with pytest.raises(ValueError, match="fresh entry"):
        reverse_entry(mirror)


def test_neither_is_in_force_afterwards(charge: Entry) -> None:
    assert list(Entry.objects.in_force()) == [charge]

    reverse_entry(charge)

    assert not Entry.objects.in_force()
