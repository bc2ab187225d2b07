import pytest
from hypothesis import given
from hypothesis import strategies as st

from komship.lib.phone import InvalidPhone, local_phone, mask_phone, national_phone, normalize_phone


@pytest.mark.parametrize(
    "raw",
    [
        "081234567890",
        "+62 812-3456-7890",
        "6281234567890",
        "81234567890",
        "(0812) 3456.7890",
        "62081234567890",
    ],
)
def test_usual_spellings_are_one_number(raw: str) -> None:
    assert normalize_phone(raw) == "6281234567890"


@pytest.mark.parametrize("raw", ["", "0812", "abc", "08123456789012345", "٠٨١٢٣٤٥٦٧٨٩٠", "0812 345 67890x"])
def test_what_is_no_phone_is_refused(raw: str) -> None:
    with pytest.raises(InvalidPhone):
        normalize_phone(raw)


@given(st.text("0123456789", min_size=8, max_size=11).map("8{}".format))
def test_normalizing_twice_changes_nothing(national: str) -> None:
    stored = normalize_phone(national)
    assert normalize_phone(stored) == stored
    assert normalize_phone(local_phone(stored)) == stored
    assert national_phone(stored) == national


@given(st.text())
def test_no_text_breaks_it(raw: str) -> None:
    try:
        stored = normalize_phone(raw)
    except InvalidPhone:
        return
    assert stored.isascii()
    assert stored.startswith("62")


def test_masked_phones_show_beginning_and_end() -> None:
    assert mask_phone("6281234567890") == "0812*****890"
    assert local_phone("") == ""
