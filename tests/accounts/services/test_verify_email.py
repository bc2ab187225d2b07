import pytest

from accounts.errors import DeadLink
from accounts.models import OneTimeCode, Partner, StarterChallenge, User
from accounts.services import resend_verification, send_code, start_challenge, verify_email
from tests.factories.codes import secret_of


@pytest.fixture
def unverified(siti: User) -> User:
    User.objects.update(email_verified_at=None)
    siti.refresh_from_db()
    return siti


def test_link_verifies_and_ticks_the_mission(unverified: User, siti_partner: Partner) -> None:
    start_challenge(siti_partner.pk)
    resend_verification(unverified)
    token = secret_of(unverified, "verify_email")
    assert verify_email(token).email_verified_at is not None
    assert StarterChallenge.objects.get().missions_done == ["verification"]
    with pytest.raises(DeadLink):
        verify_email(token)


def test_link_to_an_address_she_no_longer_has_is_dead(unverified: User) -> None:
    send_code(unverified, purpose="verify_email", channel="email", address="old@example.com")
    with pytest.raises(DeadLink):
        verify_email(secret_of(unverified, "verify_email"))
    assert OneTimeCode.objects.get().spent_at is None


def test_resend_says_nothing_and_sends_only_where_it_helps(siti: User) -> None:
    resend_verification(None)
    resend_verification(siti)
    assert not OneTimeCode.objects.exists()
    User.objects.update(email_verified_at=None)
    siti.refresh_from_db()
    resend_verification(siti)
    resend_verification(siti)
    assert OneTimeCode.objects.get().serial == 1
