from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from accounts.errors import DeadLink
from accounts.models import User
from accounts.selectors.codes import live_link
from accounts.services import send_code, use_link
from komship.lib import clock
from tests.factories.codes import secret_of


@pytest.fixture
def token(siti: User) -> str:
    send_code(siti, purpose="reset_password", channel="email", address=siti.email)
    return secret_of(siti, "reset_password")


def test_link_works_once_and_looking_does_not_count(siti: User, token: str) -> None:
    assert live_link(token, purpose="reset_password") is not None
    used = use_link(token, purpose="reset_password")
    assert (used.user_id, used.address) == (siti.pk, siti.email)
    with pytest.raises(DeadLink):
        use_link(token, purpose="reset_password")


@pytest.mark.parametrize("change", ["cut", "other row", "no row", "words", "empty", "zero byte"])
def test_other_links_are_dead(siti: User, token: str, change: str) -> None:
    row_id, _, proof = token.partition("-")
    spelled = {
        "cut": token[:-1],
        "other row": f"{int(row_id) + 1}-{proof}",
        "no row": f"{10**17}-{proof}",
        "words": "halo-dunia",
        "empty": "",
        "zero byte": f"{token}\x00",
    }
    with pytest.raises(DeadLink):
        use_link(spelled[change], purpose="reset_password")


def test_link_serves_its_purpose_and_time_only(siti: User, token: str) -> None:
    for purpose in ("verify_email", "phone"):
        with pytest.raises(DeadLink):
            use_link(token, purpose=purpose)
    with time_machine.travel(clock.now() + timedelta(minutes=61)), pytest.raises(DeadLink):
        use_link(token, purpose="reset_password")


def test_link_of_a_closed_account_is_dead(siti: User, token: str) -> None:
    User.objects.filter(pk=siti.pk).update(is_active=False)
    with pytest.raises(DeadLink):
        use_link(token, purpose="reset_password")


def test_failed_deed_keeps_the_link(token: str) -> None:
    with transaction.atomic():
        use_link(token, purpose="reset_password")
        transaction.set_rollback(True)
    assert live_link(token, purpose="reset_password") is not None
