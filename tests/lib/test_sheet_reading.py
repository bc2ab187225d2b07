import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from komship.lib.errors import InvalidInput
from komship.lib.sheet_reading import read_lines
from komship.lib.spreadsheet import guarded
from tests.factories.sheets import xlsx_file


@pytest.mark.parametrize(
    "content",
    [
        "a,b\nc,d\n".encode("utf-8-sig"),
        b"a;b\r\nc;d\r\n",
        b"a\tb\nc\td",
        b'"a","b"\n"c","d"\n',
        xlsx_file(["a", "b"], ["c", "d"]),
    ],
    ids=["comma", "semicolon", "tab", "quoted", "xlsx"],
)
def test_every_usual_file(content: bytes) -> None:
    assert [(line.number, line.cells) for line in read_lines(content)] == [(1, ["a", "b"]), (2, ["c", "d"])]


def test_blank_lines_are_left_out_but_counted() -> None:
    assert [line.number for line in read_lines(b"a,b\n,\n \nc,d\n")] == [1, 4]


def test_numbers_dates_and_nothing_in_a_spreadsheet() -> None:
    line = read_lines(xlsx_file([1.0, 1.5, None, True, date(2026, 5, 1), " x "]))[0]

    assert line.cells == ["1", "1.5", "", "1", "2026-05-01", "x"]


def test_old_windows_letters() -> None:
    assert read_lines("café,b".encode("cp1252"))[0].cells[0] == "café"


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@x"])
def test_a_guarded_formula_is_read_as_it_was(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert read_lines(guarded(text).encode())[0].cells == [text]


def zip_bomb() -> bytes:
    """100 MB of zeros in a few kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    "make_content",
    [
        lambda: b"PK\x03\x04 cut off",
        lambda: b"\x89PNG\x00\x00",
        lambda: b"a" * (5 * 1024 * 1024 + 1),
        zip_bomb,
    ],
    ids=["broken xlsx", "a picture", "too big", "bomb"],
)
def test_what_cannot_be_read_is_refused_in_words(make_content: Callable[[], bytes]) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_lines(make_content())

    assert refused.value.fields["file"][0]


def test_too_many_lines() -> None:
    assert len(read_lines(b"head\n1\n2\n", most_lines=2)) == 3

    with pytest.raises(InvalidInput):
        read_lines(b"head\n1\n2\n3\n", most_lines=2)
