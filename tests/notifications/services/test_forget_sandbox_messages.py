from datetime import timedelta

import pytest
import time_machine

from komship.core.drain import drain
from komship.lib import clock
from notifications.models import SandboxMessage
from notifications.services import forget_sandbox_messages


@pytest.mark.django_db
def test_messages_are_kept_for_a_day() -> None:
    SandboxMessage.objects.create(channel="sms", address="62812", text="kode", created_at=clock.now())
    assert forget_sandbox_messages() == 0
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        drain()
    assert not SandboxMessage.objects.exists()
