import pytest

from accounts.errors import PinNotConfirmed
from accounts.models import User
from accounts.selectors.pin import has_recent_pin_check
from accounts.services import change_pin, check_pin, set_pin

PIN = "012345"


@pytest.fixture
def with_pin(siti: User) -> User:
    set_pin(siti.pk, PIN)
    return siti


def test_change_needs_a_recent_check_and_uses_it_up(with_pin: User) -> None:
    with pytest.raises(PinNotConfirmed):
        change_pin(with_pin.pk, "222222")
    check_pin(with_pin.pk, PIN)
    change_pin(with_pin.pk, "222222")
    assert not has_recent_pin_check(with_pin.pk)
    with pytest.raises(PinNotConfirmed):
        change_pin(with_pin.pk, "333333")
    assert check_pin(with_pin.pk, "222222").is_match
    assert not check_pin(with_pin.pk, PIN).is_match
