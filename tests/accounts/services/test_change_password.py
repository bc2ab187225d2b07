import pytest

from accounts.errors import TooManyTries, WrongPassword
from accounts.models import AccessToken, User
from accounts.services import Device, change_password, sign_in
from accounts.services._wrong_tries import PER_ACCOUNT_AND_ADDRESS
from komship.lib.errors import InvalidInput
from tests.factories.accounts import PASSWORD

NEW = "rambutan-merah-9"
HERE = "10.0.0.1"


def test_this_device_stays_and_others_do_not(siti: User) -> None:
    tokens = [sign_in("siti", PASSWORD, device=Device(ip=HERE)) for _ in range(2)]
    rows = list(AccessToken.objects.order_by("created"))
    change_password(siti, old=PASSWORD, new=NEW, ip=HERE, keep=rows[0])
    assert list(AccessToken.objects.all()) == rows[:1]
    assert len(tokens) == 2
    assert User.objects.get(pk=siti.pk).check_password(NEW)


def test_wrong_old_password_counts_as_a_wrong_sign_in(siti: User) -> None:
    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        with pytest.raises(WrongPassword):
            change_password(siti, old="salah-sekali", new=NEW, ip=HERE)
    with pytest.raises(TooManyTries):
        change_password(siti, old=PASSWORD, new=NEW, ip=HERE)


@pytest.mark.parametrize("new", ["pendek", "password123", "siti@example.com"])
def test_weak_passwords_change_nothing(siti: User, new: str) -> None:
    with pytest.raises(InvalidInput):
        change_password(siti, old=PASSWORD, new=new, ip=HERE)
    assert User.objects.get(pk=siti.pk).check_password(PASSWORD)
