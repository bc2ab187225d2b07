"""Guesses about the headings of other tools."""

from orders.sheet.columns import COLUMNS
from orders.sheet.meanings import likely_meanings


def test_likely_meanings() -> None:
    titles = ["No. HP", "Nama Penerima", "Nama penerima 2", "Alamat Lengkap", "Ekspedsi", "QTY", "Umur", "№"]
    found = likely_meanings(titles, {"umur": "-"})
    assert list(found.values()) == ["phone", "name", "", "address", "courier", "quantity", "-", ""]
    ours = [column.title for column in COLUMNS]
    assert list(likely_meanings(ours, {}).values()) == [column.key for column in COLUMNS]
