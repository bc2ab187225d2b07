from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Partner
from finance import chart
from finance.models import Entry, Posting
from finance.selectors import explorer
from finance.selectors.explorer import LedgerFilter, Place, all_ledger_lines, ledger_lines
from finance.services import deliver_parcel
from komship.lib import clock
from tests.factories.finance import cod_terms, fund, shipped


@pytest.fixture
def books(siti_partner: Partner, rina_partner: Partner) -> None:
    """Three top-ups of Siti's, one of Rina's, and a delivered parcel of Siti's."""
    for number in range(3):
        fund(siti_partner, 1_000 + number, reference=f"T{number}")
    fund(rina_partner, 5_000, reference="R0")
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())


def keys(rows: list[Posting]) -> list[tuple[int, int]]:
    return [(row.entry_id, row.account_id) for row in rows]


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("narrowed", ["", "account", "partner", "kind"])
def test_pages_show_every_line_once_newest_first(siti_partner: Partner, narrowed: str) -> None:
    lines = Posting.objects.all()
    wanted = LedgerFilter()
    if narrowed == "account":
        wanted, lines = LedgerFilter(account="gateway"), lines.filter(account__code="gateway")
    elif narrowed == "partner":
        wanted, lines = LedgerFilter(partner_id=siti_partner.pk), lines.for_partner(siti_partner.pk)
    elif narrowed == "kind":
        wanted, lines = LedgerFilter(kind="top_up"), lines.filter(kind="top_up")

    found, after = [], None
    while True:
        page = ledger_lines(wanted, after=after, limit=3)
        found += page.rows
        after = page.next
        if after is None:
            break

    assert keys(found) == list(
        lines.order_by("-entry_id", "-account_id").values_list("entry_id", "account_id")
    )
    assert len(found) >= 3
    assert keys(list(all_ledger_lines(wanted))) == keys(found)


@pytest.mark.usefixtures("books")
def test_narrowed_by_reference_and_led_to_the_parcel() -> None:
    page = ledger_lines(LedgerFilter(reference="KOM1"))

    assert {row.entry.reference for row in page.rows} == {"KOM1"}
    assert list(page.parcels) == ["KOM1"]
    both = LedgerFilter(reference="KOM1", account=chart.VAT_OUTPUT.code)
    (line,) = ledger_lines(both).rows
    assert line.kind == "cod_settlement"


@pytest.mark.usefixtures("books")
def test_narrowed_by_days(siti_partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    today = clock.today()
    tomorrow = today + timedelta(days=1)
    monkeypatch.setattr(explorer, "SLACK", 0)

    for wanted in ({}, {"account": "gateway"}, {"partner_id": siti_partner.pk}):
        assert ledger_lines(LedgerFilter(first=today, last=today, **wanted)).rows
        assert not ledger_lines(LedgerFilter(first=tomorrow, **wanted)).rows
        assert not ledger_lines(LedgerFilter(last=today - timedelta(days=1), **wanted)).rows


@pytest.mark.usefixtures("books")
def test_an_account_of_another_seller_shows_nothing(siti_partner: Partner, rina_partner: Partner) -> None:
    theirs = LedgerFilter(account=f"seller:{rina_partner.pk}:available", partner_id=siti_partner.pk)

    assert ledger_lines(theirs).rows == []


@pytest.mark.usefixtures("books")
def test_queries_do_not_grow_with_the_page(siti_partner: Partner) -> None:
    today = clock.today()
    wanted = LedgerFilter(partner_id=siti_partner.pk, first=today, last=today)
    counts = set()
    for limit in (1, 50):
        with CaptureQueriesContext(connection) as asked:
            ledger_lines(wanted, limit=limit)
        counts.add(len(asked))

    assert len(counts) == 1
    assert counts.pop() <= 8


@pytest.mark.usefixtures("books")
def test_a_long_look_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explorer, "CHUNK", 2)

    lines = list(all_ledger_lines(LedgerFilter()))

    assert len(lines) == Posting.objects.count()
    assert len({line.entry_id for line in lines}) == Entry.objects.count()


def test_a_place_reads_back_and_nonsense_is_none() -> None:
    assert Place.of(str(Place(12, 7))) == Place(12, 7)
    for nonsense in ("", "12", "12-", "a-b", "1-2-3", "9" * 20 + "-1", "\u00b2-1"):
        assert Place.of(nonsense) is None
