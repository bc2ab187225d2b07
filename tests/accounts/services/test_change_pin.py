import pytest

from accounts.errors import PinNotConfirmed
from accounts.models import User
from accounts.selectors.pin import has_recent_pin_check
from accounts.services import change_pin, check_pin, send_code, set_pin
from tests.factories.codes import type_code

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


def test_forgotten_pin_is_replaced_with_a_mailed_code(with_pin: User) -> None:
    for _ in range(3):
        check_pin(with_pin.pk, "999999")
    send_code(with_pin, purpose="pin_reset", channel="email", address=with_pin.email)
    with pytest.raises(PinNotConfirmed):
        change_pin(with_pin.pk, "222222")
    type_code(with_pin, "pin_reset")
    change_pin(with_pin.pk, "222222")
    assert check_pin(with_pin.pk, "222222").is_match, "the lock is gone as well"
    change_pin(with_pin.pk, "333333")
    with pytest.raises(PinNotConfirmed):
        change_pin(with_pin.pk, "444444")
