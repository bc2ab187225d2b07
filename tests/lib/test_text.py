import pytest
from hypothesis import given
from hypothesis import strategies as st

from komship.lib.text import DoesNotFit, ascii_safe, cut_bytes, fold_spaces, split_lines


def test_courier_safe_text() -> None:
    assert ascii_safe("Tëst  “Ñame” & co 😀 <b>") == "Test `Name` + co (b)"


@given(st.text())
def test_courier_safe_text_is_printable_ascii(text: str) -> None:
    safe = ascii_safe(text)
    assert all(" " <= c <= "~" for c in safe)
    assert not set(safe) & set("'\"&<>")
    assert ascii_safe(safe) == safe


@given(st.text(), st.integers(0, 40))
def test_cut_text_fits_and_is_a_beginning(text: str, limit: int) -> None:
    cut = cut_bytes(text, limit)
    assert len(cut.encode()) <= limit
    assert text.startswith(cut)


def test_words_stay_whole_in_lines() -> None:
    assert split_lines("Jl. Raya Tamansari RT 01 RW 02", width=12, lines=3) == [
        "Jl. Raya",
        "Tamansari RT",
        "01 RW 02",
    ]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert split_lines("a" * 25, width=10, lines=3) == ["a" * 10, "a" * 10, "a" * 5]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(DoesNotFit):
        split_lines("satu dua tiga empat", width=5, lines=3)


@given(st.text(alphabet="ab é", max_size=200))
def test_lines_hold_all_characters_within_their_width(text: str) -> None:
    lines = split_lines(text, width=8, lines=1000)
    assert all(len(line.encode()) <= 8 for line in lines)
    assert "".join(lines).replace(" ", "") == fold_spaces(text).replace(" ", "")
