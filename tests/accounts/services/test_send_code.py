from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings

from accounts.errors import ChannelUnavailable, CodeExpired, CodeSentRecently, TooManyCodes
from accounts.models import OneTimeCode, User
from accounts.rules import CODES_PER_DAY
from accounts.selectors.codes import code_to_send
from accounts.services import CodeSent, send_code, use_code
from komship.core.models import OutboxEvent
from komship.lib import clock
from tests.factories.codes import secret_of


def ask(user: User, purpose: str = "phone") -> CodeSent:
    return send_code(user, purpose=purpose, channel="sms", address="6281234567890")


def test_code_lives_five_minutes_and_may_be_asked_again_after_one(siti: User) -> None:
    now = clock.now()
    with time_machine.travel(now, tick=False):
        sent = ask(siti)
        with pytest.raises(CodeSentRecently) as refused:
            ask(siti)
    assert (sent.expires_at - now, sent.resend_at - now) == (timedelta(minutes=5), timedelta(minutes=1))
    assert (sent.requests, refused.value.details) == (1, {"wait_s": 60})
    with time_machine.travel(now + timedelta(seconds=61), tick=False):
        assert ask(siti).requests == 2
    with time_machine.travel(now + timedelta(seconds=61, minutes=5), tick=False):
        row = OneTimeCode.objects.get()
        assert code_to_send(row.pk, serial=row.serial) is None


def test_new_code_ends_the_old_one_and_its_delivery(siti: User) -> None:
    ask(siti)
    old, row = secret_of(siti, "phone"), OneTimeCode.objects.get()
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        ask(siti)
        assert code_to_send(row.pk, serial=1) is None
        new = secret_of(siti, "phone")
        use_code(siti, purpose="phone", code=new)
        with pytest.raises(CodeExpired):
            use_code(siti, purpose="phone", code=old)


def test_purposes_and_people_do_not_meet(siti: User, rina: User) -> None:
    ask(siti)
    ask(siti, "bank_account")
    ask(rina)
    assert OneTimeCode.objects.count() == 3


def test_ten_codes_a_day(siti: User) -> None:
    now = clock.now()
    for n in range(CODES_PER_DAY):
        with time_machine.travel(now + timedelta(minutes=2 * n), tick=False):
            assert ask(siti).requests == n + 1
    with time_machine.travel(now + timedelta(hours=1)), pytest.raises(TooManyCodes):
        ask(siti)
    with time_machine.travel(now + timedelta(hours=25)):
        assert ask(siti).requests == 1


def test_the_code_stands_nowhere_in_the_database(siti: User) -> None:
    ask(siti, "identity")
    secret = secret_of(siti, "identity")
    event = OutboxEvent.objects.get(topic="code.requested")
    row = OneTimeCode.objects.get()
    assert event.payload == {"code_id": row.pk, "serial": 1}
    columns = [value for name, value in vars(row).items() if isinstance(value, str) and name != "address"]
    assert secret not in columns


def test_phone_codes_need_a_way_to_the_phone(siti: User, settings: Settings) -> None:
    settings.PHONE_MESSAGES = False
    with pytest.raises(ChannelUnavailable):
        ask(siti)
    send_code(siti, purpose="identity", channel="email", address=siti.email)


@pytest.mark.parametrize(("purpose", "channel"), [("phones", "sms"), ("phone", "pigeon")])
def test_words_nobody_knows_are_a_mistake_of_ours(siti: User, purpose: str, channel: str) -> None:
    with pytest.raises(ValueError, match=f"{purpose}|{channel}"):
        send_code(siti, purpose=purpose, channel=channel, address="6281234567890")
