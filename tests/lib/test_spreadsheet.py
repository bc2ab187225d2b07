import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from komship.lib.spreadsheet import Form, Table, counted, guarded, unguarded, write_table, write_xlsx

TEMPTING = ["=1+1", "-Merah", "+62", "@a", "007", 'a"b', "a, b\nc"]


def xlsx_rows(content: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_numbers_dates_and_nothing_in_xlsx() -> None:
    out = io.BytesIO()
    write_table(out, "xlsx", Table(["A", "B", "C", "D"], [[1, date(2026, 11, 21), None, "x\x0b"]]))
    head, row = xlsx_rows(out.getvalue())
    assert head == ("A", "B", "C", "D")
    assert (row[0], row[1].date(), row[2], row[3]) == (1, date(2026, 11, 21), None, "x")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_nothing_is_computed_by_who_opens_it(form: Form) -> None:
    out = io.BytesIO()
    write_table(out, form, Table(["A"], [[text] for text in TEMPTING]))
    if form == "xlsx":
        assert [row[0] for row in xlsx_rows(out.getvalue())[1:]] == TEMPTING
        book = load_workbook(io.BytesIO(out.getvalue()))
        assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} == {"s"}
    else:
        text = out.getvalue().decode()
        assert text.startswith("\ufeffA\r\n'=1+1\r\n'-Merah\r\n'+62\r\n'@a\r\n007\r\n")


def test_a_guard_comes_off_again() -> None:
    assert [unguarded(guarded(text)) for text in TEMPTING] == TEMPTING
    assert unguarded("'kutip") == "'kutip"


def test_several_sheets_with_widths() -> None:
    out = io.BytesIO()
    write_xlsx(out, Table(["A"], [], title="Satu", widths={"A": 30}), Table(["B"], [], title="Dua"))
    book = load_workbook(io.BytesIO(out.getvalue()))
    assert book.sheetnames == ["Satu", "Dua"]
    assert book["Satu"].column_dimensions["A"].width == 30
    assert book["Satu"].freeze_panes == "A2"


def test_counting_what_passes() -> None:
    told: list[int] = []
    assert list(counted(range(7), told.append, every=3)) == list(range(7))
    assert told == [3, 6, 7]
    assert list(counted([], told.append)) == []
    assert told[-1] == 0


def test_the_file_is_left_open() -> None:
    out = io.BytesIO()
    write_table(out, "csv", Table(["A"], []))
    assert not out.closed


def test_signs_of_the_format_and_many_columns() -> None:
    out = io.BytesIO()
    texts = ['<b>&"', "\ufffe\ud800ok", *(f"kolom {number}" for number in range(28))]
    write_xlsx(out, Table([f"H{n}" for n in range(30)], [texts], title='A & "B"', widths={"AB": 40, "B": 9}))
    book = load_workbook(io.BytesIO(out.getvalue()))
    assert book.sheetnames == ['A & "B"']
    row = xlsx_rows(out.getvalue())[1]
    assert (row[0], row[1], row[29]) == ('<b>&"', "?ok", "kolom 27")
    assert book.worksheets[0].column_dimensions["AB"].width == 40
