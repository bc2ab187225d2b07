import pytest
from django.core import mail
from pytest_django import Settings

from notifications.models import SandboxMessage
from notifications.services.send_letter import ChannelNotConnected, send_letter

pytestmark = pytest.mark.django_db


def test_without_a_mail_server_the_text_stays_readable() -> None:
    send_letter("siti@example.com", "Halo", "isi")
    assert (mail.outbox[0].to, SandboxMessage.objects.get().text) == (["siti@example.com"], "isi")


def test_with_one_nothing_is_kept(settings: Settings) -> None:
    settings.LIVE_CHANNELS = {"email": True}
    send_letter("siti@example.com", "Halo", "isi")
    assert (len(mail.outbox), SandboxMessage.objects.count()) == (1, 0)


def test_nothing_is_dropped_silently(settings: Settings) -> None:
    settings.SANDBOX_INBOX = False
    with pytest.raises(ChannelNotConnected):
        send_letter("siti@example.com", "Halo", "isi")
    assert mail.outbox == []
