import pytest

from accounts.errors import NameTaken, UsernameChanged
from accounts.models import User
from accounts.services import change_username
from komship.core.audit import SYSTEM
from komship.lib.errors import InvalidInput


def test_once_and_never_again(siti: User) -> None:
    change_username(siti, " Siti.Jaya ", actor=SYSTEM)
    siti.refresh_from_db()
    assert (siti.username, siti.username_changed_at is not None) == ("siti.jaya", True)
    with pytest.raises(UsernameChanged):
        change_username(siti, "siti.lagi", actor=SYSTEM)


def test_taken_name_uses_nothing_up(siti: User, rina: User) -> None:
    with pytest.raises(NameTaken):
        change_username(siti, "RINA", actor=SYSTEM)
    siti.refresh_from_db()
    assert siti.username_changed_at is None


@pytest.mark.parametrize("name", ["", "siti", "SITI", "a b", "siti@x", "x" * 61, "nämé", "a\x00b"])
def test_names_nobody_can_have(siti: User, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        change_username(siti, name, actor=SYSTEM)
    assert "username" in refused.value.fields
