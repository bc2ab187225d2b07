from shipping.rules.masking import masked_name, without_numbers


def test_names_show_their_beginnings() -> None:
    assert masked_name("siti Maryam") == "S*** M***"
    assert masked_name("  ") == ""
    assert masked_name("A B C D") == "A*** B*** C***"


def test_numbers_one_could_call_are_hidden() -> None:
    assert without_numbers("Hubungi 0812-3456-7890 ya") == "Hubungi *** ya"
    assert without_numbers("Gudang 12, lantai 3") == "Gudang 12, lantai 3"
