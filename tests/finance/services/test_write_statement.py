import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from accounts.models import Partner
from finance.selectors.balances import available_balance
from finance.selectors.statement import month_period
from finance.services import StatementFile, write_statement
from komship.lib import clock
from tests.factories.money_story import live_through


def a_file(partner: Partner, form: Any) -> StatementFile:
    month: date = clock.today().replace(day=1)
    return StatementFile(
        partner_id=partner.pk, period=month_period(month), title="Laporan <&>", name="laporan", form=form
    )


def test_summary_and_transactions_in_sheets(siti_partner: Partner) -> None:
    live_through(siti_partner)
    out = io.BytesIO()

    assert write_statement(a_file(siti_partner, "xlsx"), out) == "laporan.xlsx"

    book = load_workbook(io.BytesIO(out.getvalue()))
    assert book.sheetnames == ["Ringkasan", "Transaksi"]
    rows: list[Any] = list(book["Ringkasan"].iter_rows(min_row=2, values_only=True))
    assert rows[0][0] == "Laporan <&>"
    available = [(row[1], row[3]) for row in rows if row[0] == "Saldo tersedia"]
    assert available[0] == ("Saldo awal", 0)
    assert available[-1] == ("Saldo akhir", available_balance(siti_partner.pk))
    assert sum(amount for _label, amount in available[:-1]) == available[-1][1]


def test_paper_of_many_pages(siti_partner: Partner) -> None:
    for tag in ("a", "b", "c", "d"):
        live_through(siti_partner, tag)
    out = io.BytesIO()

    assert write_statement(a_file(siti_partner, "pdf"), out) == "laporan.pdf"
    assert out.getvalue().startswith(b"%PDF-")
    assert out.getvalue().count(b"/Type /Page\n") >= 2


def test_no_paper_that_does_not_add_up(siti_partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    live_through(siti_partner)
    monkeypatch.setattr("finance.selectors.statement._sources", lambda partner_id, period: ())

    with pytest.raises(ValueError, match="ledger"):
        write_statement(a_file(siti_partner, "pdf"), io.BytesIO())
