from django.conf import settings
from django.core.mail import send_mail

from accounts.states import CodeChannel
from komship.lib import clock
from notifications.models import SandboxMessage


class ChannelNotConnected(RuntimeError):
    """Nothing carries messages of this kind here; the outbox keeps the request for ops to see."""


def send_letter(address: str, subject: str, text: str) -> None:
    """Send a mail; where no mail server is named, its text stays readable in the sandbox inbox.

    Talks to the mail server, so never inside a transaction. Raises ChannelNotConnected, and what
    mail servers raise.
    """
    keep_in_sandbox(CodeChannel.EMAIL, address, subject, text)
    send_mail(subject, text, None, [address])


def keep_in_sandbox(channel: str, address: str, subject: str, text: str) -> None:
    """Keep a message nobody can receive, unless its channel is connected. Raises ChannelNotConnected."""
    if settings.LIVE_CHANNELS[channel]:
        return
    if not settings.SANDBOX_INBOX:
        raise ChannelNotConnected(channel)
    SandboxMessage.objects.create(
        channel=channel, address=address, subject=subject[:120], text=text, created_at=clock.now()
    )
