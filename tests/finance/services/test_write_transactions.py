import csv
import io
from datetime import timedelta
from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import load_workbook

from accounts.models import Partner
from finance.selectors.balances import available_balance
from finance.services import TransactionExport, write_transactions
from komship.lib import clock
from tests.factories.money_story import live_through

# The package's name of the same spelling is the function.
MODULE = import_module("finance.services.write_transactions")


def written(partner: Partner, form: Any, **changes: Any) -> tuple[str, bytes, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    out = io.BytesIO()
    values: dict[str, Any] = {"since": None, "until": None} | changes
    wanted = TransactionExport(partner_id=partner.pk, form=form, **values)
    name = write_transactions(wanted, out, tell=lambda done, total: told.append((done, total)))
    return name, out.getvalue(), told


def sheet(content: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def test_each_line_with_the_balance_after_it(siti_partner: Partner) -> None:
    live_through(siti_partner)

    name, content, told = written(siti_partner, "xlsx")

    head, *rows = sheet(content)
    assert head[7:10] == ("Jumlah", "KomPoints", "Saldo")
    assert name == f"rincian-saldo-{clock.today():%Y%m%d}.xlsx"
    assert told[-1] == (len(rows), len(rows))
    for before, after in pairwise(rows):
        assert before[9] + after[7] == after[9]
        assert before[10] + after[8] == after[10]
    assert rows[-1][9] == available_balance(siti_partner.pk)
    kinds = [row[2] for row in rows]
    assert kinds.count("COD diterima (dibatalkan)") == 1
    assert "Pembatalan fulfillment" in kinds
    assert "Ongkir dikembalikan" in kinds


def test_days_outside_are_left_out(siti_partner: Partner) -> None:
    live_through(siti_partner)
    tomorrow = clock.today() + timedelta(days=1)

    assert len(sheet(written(siti_partner, "xlsx", since=tomorrow, until=tomorrow)[1])) == 1


def test_csv_and_paper(siti_partner: Partner) -> None:
    live_through(siti_partner)

    rows = list(csv.reader(io.StringIO(written(siti_partner, "csv")[1].decode("utf-8-sig"))))
    assert rows[1][2] == "Hadiah KomPoints"
    name, content, _told = written(siti_partner, "pdf")
    assert (name[-4:], content[:5]) == (".pdf", b"%PDF-")


def test_what_does_not_fit_is_said(siti_partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    live_through(siti_partner)
    monkeypatch.setattr(MODULE, "MOST_LINES", 4)

    _head, note, *rows = sheet(written(siti_partner, "xlsx")[1])
    assert "transaksi yang lebih lama" in note[0]
    assert sum(1 for row in rows if row[7]) == 4
