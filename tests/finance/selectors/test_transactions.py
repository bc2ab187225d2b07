from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from finance.selectors import transactions
from finance.selectors.transactions import TransactionFilter, TransactionTable
from finance.services import cancel_parcel, deliver_parcel, describe_parcel, receive_return
from finance.states import EntryKind
from komship.lib import clock
from tests.factories.finance import cod_terms, fund, make_withdrawal, open_in, shipped, transfer_terms

ALL = TransactionFilter()


@pytest.fixture
def history(siti_partner: Partner, rina_partner: Partner) -> Partner:
    """One event an hour from 1 November, 16.00 UTC: the second one is in the next Jakarta day."""
    with time_machine.travel(datetime(2026, 11, 1, 16, tzinfo=UTC), tick=False) as traveller:
        fund(siti_partner, 50_000)
        traveller.shift(3_600)
        open_in(transfer_terms(siti_partner))
        traveller.shift(3_600)
        cancel_parcel("KOM2")
        traveller.shift(3_600)
        shipped(cod_terms(siti_partner))
        describe_parcel("KOM1", order_id=7, cnote="JNE0099", courier_name="JNE", order_status_text="Dikirim")
        deliver_parcel("KOM1", delivered_at=clock.now())
        traveller.shift(3_600)
        receive_return("KOM1", received_at=clock.now())
        fund(rina_partner, 1)
    return siti_partner


def amounts(table: TransactionTable) -> list[int]:
    return [row.amount_rp for row in table[:50]]


def test_newest_first_with_the_balance_after_each(history: Partner) -> None:
    page = TransactionTable(history.pk, ALL)

    assert len(page) == 6
    assert [(row.kind.value, row.amount_rp, row.balance_after_rp) for row in page[:50]] == [
        ("return_charge", -10_500, 39_500),
        ("cod_settlement", -100_308, 50_000),
        ("cod_settlement", 100_308, 150_308),
        ("shipping_refund", 10_500, 50_000),
        ("shipping_charge", -10_500, 39_500),
        ("top_up", 50_000, 50_000),
    ]
    assert [row.is_reversal for row in page[:50]] == [False, True, False, True, False, False]


def test_rows_know_their_parcel(history: Partner) -> None:
    rows = TransactionTable(history.pk, ALL)[:50]

    parcel = rows[0].parcel
    assert parcel is not None
    assert (parcel.order_id, parcel.cnote, parcel.courier_name) == (7, "JNE0099", "JNE")
    assert (parcel.method, parcel.collect_rp, parcel.shipping_rp, parcel.cod_fee_rp) == (
        "cod",
        114_000,
        14_000,
        3_192,
    )
    assert rows[-1].parcel is None


def test_rows_know_their_withdrawal(history: Partner) -> None:
    withdrawal = make_withdrawal(history, 20_000)

    newest = TransactionTable(history.pk, ALL)[0]

    assert (newest.kind, newest.amount_rp, newest.withdrawal_id) == (
        EntryKind.WITHDRAWAL,
        -20_000,
        withdrawal.pk,
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TransactionFilter(kinds=[EntryKind.TOP_UP]), [50_000]),
        (TransactionFilter(kinds=[EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_REFUND]), [10_500, -10_500]),
        (TransactionFilter(until=date(2026, 11, 1)), [50_000]),
        (TransactionFilter(since=date(2026, 11, 2)), [-10_500, -100_308, 100_308, 10_500, -10_500]),
        (TransactionFilter(since=date(2026, 11, 3)), []),
        (TransactionFilter(search="JNE0099"), [-10_500, -100_308, 100_308]),
        (TransactionFilter(search=" jne00"), [-10_500, -100_308, 100_308]),
        (TransactionFilter(search="0099"), [-10_500, -100_308, 100_308]),
        (TransactionFilter(search="KOM2"), [10_500, -10_500]),
        (TransactionFilter(search="TOP"), []),
        (TransactionFilter(search="%"), []),
        (TransactionFilter(search="009", kinds=[EntryKind.RETURN_CHARGE]), []),
    ],
)
def test_filters(history: Partner, wanted: TransactionFilter, found: list[int]) -> None:
    page = TransactionTable(history.pk, wanted)

    assert (amounts(page), len(page)) == (found, len(found))


def test_pages(history: Partner) -> None:
    table = TransactionTable(history.pk, ALL)

    assert [row.amount_rp for row in table[4:5]] == [-10_500]
    assert (table[0].amount_rp, len(table)) == (-10_500, 6)


def test_counting_stops_somewhere(history: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "MOST_COUNTED", 3)

    assert len(TransactionTable(history.pk, ALL)) == 4


def test_a_seller_sees_her_own_only(history: Partner, rina_partner: Partner) -> None:
    page = TransactionTable(rina_partner.pk, ALL)
    assert amounts(page) == [1]
    assert TransactionTable(rina_partner.pk, TransactionFilter(search="JNE0099"))[:50] == []


def test_who_never_had_money(siti_partner: Partner) -> None:
    table = TransactionTable(siti_partner.pk, ALL)
    assert (table[:50], len(table)) == ([], 0)


def test_a_fixed_number_of_queries(
    history: Partner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    table = TransactionTable(history.pk, ALL)
    with django_assert_num_queries(5):
        assert table[:50]
        assert len(table) == 6
