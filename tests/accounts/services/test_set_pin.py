import pytest

from accounts.errors import PinAlreadySet, PinMalformed
from accounts.models import Pin, User
from accounts.selectors.pin import has_pin
from accounts.services import check_pin, set_pin
from komship.core.models import AuditEntry

PIN = "012345"


@pytest.fixture
def with_pin(siti: User) -> User:
    set_pin(siti.pk, PIN)
    return siti


def test_first_pin_is_hashed_and_audited(siti: User) -> None:
    assert not has_pin(siti.pk)
    set_pin(siti.pk, PIN)
    assert has_pin(siti.pk)
    assert PIN not in Pin.objects.get(user=siti).secret
    assert AuditEntry.objects.filter(action="pin.set", target_key=str(siti.pk)).count() == 1


def test_second_first_pin_is_refused(with_pin: User) -> None:
    with pytest.raises(PinAlreadySet):
        set_pin(with_pin.pk, "111111")
    assert check_pin(with_pin.pk, PIN).is_match


@pytest.mark.parametrize(
    "bad", ["", "12345", "1234567", "12345a", "１２３４５６", "😀" * 6, "12 456", -12345, 10**6]
)
def test_pin_is_six_digits(siti: User, bad: str | int) -> None:
    with pytest.raises(PinMalformed):
        set_pin(siti.pk, bad)
    assert not has_pin(siti.pk)
