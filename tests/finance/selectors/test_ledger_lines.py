from datetime import timedelta

import pytest

from accounts.models import Partner
from finance.selectors import ledger_lines as module
from finance.selectors.ledger_lines import LedgerLine, LinesWanted, ledger_lines
from finance.selectors.transactions import TransactionFilter, TransactionTable
from komship.lib import clock
from tests.factories.finance import fund
from tests.factories.money_story import live_through


def lines_of(partner: Partner, *, most: int = 1_000) -> list[LedgerLine]:
    until = clock.now() + timedelta(minutes=1)
    part = ledger_lines(LinesWanted(partner.pk, None, until, most))
    lines = list(part.lines)
    assert part.total == len(lines)
    return lines


def test_the_lines_are_those_of_the_list(siti_partner: Partner) -> None:
    live_through(siti_partner)

    rows = list(TransactionTable(siti_partner.pk, TransactionFilter())[:100])[::-1]
    assert len(rows) > 12
    assert [
        (line.at, line.kind, line.amount_rp, line.points_rp, line.balance_rp, line.points_after_rp)
        for line in lines_of(siti_partner)
    ] == [
        (row.posted_at, row.kind, row.amount_rp, row.points_rp, row.balance_after_rp, row.points_after_rp)
        for row in rows
    ]


def test_pieces_join_without_a_seam(siti_partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    live_through(siti_partner)
    whole = lines_of(siti_partner)
    monkeypatch.setattr(module, "CHUNK", 3)

    assert lines_of(siti_partner) == whole


def test_of_too_many_the_newest_are_given(siti_partner: Partner) -> None:
    live_through(siti_partner)
    whole = lines_of(siti_partner)

    until = clock.now() + timedelta(minutes=1)
    part = ledger_lines(LinesWanted(siti_partner.pk, None, until, 5))
    lines = list(part.lines)
    # Five changes of the money, and those of the points alone among them.
    assert sum(1 for line in lines if line.amount_rp) == 5
    assert (part.total, part.left_out) == (len(lines), len(whole) - len(lines))
    assert lines == whole[-len(lines) :]


def test_a_seller_without_points_or_money(siti_partner: Partner) -> None:
    assert lines_of(siti_partner) == []
    fund(siti_partner, 10_000)
    (line,) = lines_of(siti_partner)
    assert (line.amount_rp, line.balance_rp, line.points_after_rp) == (10_000, 10_000, 0)
