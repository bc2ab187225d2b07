from shipping.labels.text import fit_line, printable, width_of, wrap

FONT = "Helvetica"


def test_accents_of_the_font_stay() -> None:
    assert printable("Zoë  Façade – €5") == "Zoë Façade – €5"


def test_other_letters_lose_their_accents_or_go() -> None:
    assert printable("Łukasz Ştefan 🌸 中文") == "ukasz Stefan"


def test_lines_are_broken_at_words() -> None:
    lines = wrap("satu dua tiga empat lima", FONT, 10, width=50, lines=5)

    assert " ".join(lines) == "satu dua tiga empat lima"
    assert all(width_of(line, FONT, 10) <= 50 for line in lines)


def test_last_line_takes_dots_for_the_rest() -> None:
    lines = wrap("satu dua tiga empat lima", FONT, 10, width=50, lines=2)

    assert len(lines) == 2
    assert lines[-1].endswith("...")
    assert width_of(lines[-1], FONT, 10) <= 50


def test_word_longer_than_the_line() -> None:
    assert fit_line("X" * 100, FONT, 10, 60).endswith("...")
    assert len(wrap("X" * 100 + " ya", FONT, 10, width=60, lines=3)) == 2


def test_nothing() -> None:
    assert wrap("", FONT, 10, width=50, lines=3) == []
