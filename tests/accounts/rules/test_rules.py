import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.rules import code_form, code_matches, code_text, link_token, token_matches, token_row_id
from accounts.states import CodePurpose

SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)


@pytest.mark.parametrize(("purpose", "digits"), [("pin_reset", 4), ("phone", 6), ("bank_account", 6)])
def test_codes_have_as_many_digits_as_clients_have_boxes(purpose: str, digits: int) -> None:
    text = code_text("ab" * 16, purpose)
    assert len(text) == digits
    assert text.isdigit()


@given(SEEDS, SEEDS)
def test_other_seeds_mean_other_links(one: str, other: str) -> None:
    assert token_matches(link_token(7, one), 7, one)
    assert token_matches(link_token(7, one), 7, other) == (one == other)
    assert not token_matches(link_token(7, one), 8, one)


def test_codes_hang_on_the_secret_key(settings: Settings) -> None:
    before = [code_text(f"{n:032x}", "phone") for n in range(20)]
    settings.SECRET_KEY = "another-key-for-another-installation"
    assert before != [code_text(f"{n:032x}", "phone") for n in range(20)]


def test_only_the_same_digits_match() -> None:
    right = code_text("ab" * 16, "phone")
    assert code_matches(right, "ab" * 16, "phone")
    assert not code_matches(f"{(int(right) + 1) % 1_000_000:06d}", "ab" * 16, "phone")


@pytest.mark.parametrize("token", ["", "-", "7", "7-", "x-abc", "٧-abc", "9" * 30 + "-abc", "-abc"])
def test_what_cannot_be_a_token_names_no_row(token: str) -> None:
    assert token_row_id(token) is None


def test_every_purpose_has_a_form() -> None:
    assert {code_form(purpose).digits for purpose in CodePurpose} == {0, 4, 6}
    with pytest.raises(ValueError, match="unknown"):
        code_form("unknown")
