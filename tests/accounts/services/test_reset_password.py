import pytest

from accounts.errors import DeadLink
from accounts.models import AccessToken, OneTimeCode, User
from accounts.services import Device, request_password_reset, reset_password, sign_in
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from tests.factories.accounts import PASSWORD
from tests.factories.codes import secret_of

NEW = "rambutan-merah-9"


def test_new_password_ends_all_sessions_and_verifies_the_address(siti: User) -> None:
    User.objects.update(email_verified_at=None)
    sign_in("siti", PASSWORD, device=Device(ip="10.0.0.1"))
    request_password_reset(" SITI@example.com ")
    token = secret_of(siti, "reset_password")
    reset_password(token, NEW)
    assert not AccessToken.objects.exists()
    assert sign_in("siti", NEW, device=Device(ip="10.0.0.1")).user.email_verified_at is not None
    assert AuditEntry.objects.filter(action="password.reset", user_id=siti.pk).count() == 1
    with pytest.raises(DeadLink):
        reset_password(token, NEW)


@pytest.mark.parametrize("email", ["nobody@example.com", "siti", "", "x" * 500, "@"])
def test_asking_for_strangers_is_answered_alike(siti: User, email: str) -> None:
    request_password_reset(email)
    assert not OneTimeCode.objects.exists()


def test_closed_accounts_get_no_link(siti: User) -> None:
    User.objects.update(is_active=False)
    request_password_reset(siti.email)
    assert not OneTimeCode.objects.exists()


def test_asking_twice_sends_once(siti: User) -> None:
    request_password_reset(siti.email)
    request_password_reset(siti.email)
    assert OneTimeCode.objects.get().serial == 1


def test_weak_password_leaves_the_link_alive(siti: User) -> None:
    request_password_reset(siti.email)
    token = secret_of(siti, "reset_password")
    with pytest.raises(InvalidInput):
        reset_password(token, "12345678")
    assert reset_password(token, NEW) == siti


def test_made_up_link(siti: User) -> None:
    with pytest.raises(DeadLink):
        reset_password("1-abc", NEW)
