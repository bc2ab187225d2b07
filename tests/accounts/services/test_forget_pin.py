import pytest

from accounts.errors import PinMalformed, WrongCode
from accounts.models import OneTimeCode, User
from accounts.services import check_pin, forget_pin, send_code, set_pin
from komship.core.audit import SYSTEM
from tests.factories.codes import secret_of, wrong_code


def test_mailed_code_replaces_the_pin(siti: User) -> None:
    set_pin(siti.pk, "111111")
    send_code(siti, purpose="pin_reset", channel="email", address=siti.email)
    code = secret_of(siti, "pin_reset")
    with pytest.raises(PinMalformed):
        forget_pin(siti, "12", code=code, actor=SYSTEM)
    with pytest.raises(WrongCode):
        forget_pin(siti, "222222", code=wrong_code(code), actor=SYSTEM)
    forget_pin(siti, "222222", code=code, actor=SYSTEM)
    assert check_pin(siti.pk, "222222").is_match
    assert OneTimeCode.objects.get().spent_at is not None
