from django.conf import settings
from django.core.mail import send_mail

from accounts.selectors.codes import CodeToSend, code_to_send
from accounts.states import CodeChannel
from komship.lib import clock
from notifications.channels.whatsapp import send_whatsapp_code
from notifications.models import SandboxMessage
from notifications.rules import Words, code_words, link_path, link_words


class ChannelNotConnected(RuntimeError):
    """Nothing carries messages of this kind here; the outbox keeps the request for ops to see."""


def deliver_code(code_id: int, *, serial: int) -> bool:
    """Bring a one-time code or link to its owner; False when it is no longer the one to send.

    Talks to mail and WhatsApp servers, so outside any transaction and at least once. A channel that
    is not connected puts the message into the sandbox inbox, which production does not have.
    Raises ChannelNotConnected, WhatsappRefused, TransportFailure and what mail servers raise.
    """
    code = code_to_send(code_id, serial=serial)
    if code is None:
        return False
    words = _words(code)
    if not settings.LIVE_CHANNELS[code.channel]:
        _keep_in_sandbox(code, words)
    if code.channel == CodeChannel.EMAIL:
        send_mail(words.subject, words.text, None, [code.address])
    elif settings.LIVE_CHANNELS[code.channel]:
        send_whatsapp_code(code.address, code.secret)
    return True


def _words(code: CodeToSend) -> Words:
    if not code.is_link:
        return code_words(code.purpose, code=code.secret)
    link = settings.PUBLIC_URL + link_path(code.purpose, code.secret)
    until = clock.wib(code.expires_at).strftime("%d/%m/%Y %H.%M")
    return link_words(code.purpose, name=code.full_name, link=link, until=until)


def _keep_in_sandbox(code: CodeToSend, words: Words) -> None:
    if not settings.SANDBOX_INBOX:
        raise ChannelNotConnected(code.channel)
    SandboxMessage.objects.create(
        channel=code.channel,
        address=code.address,
        subject=words.subject[:120],
        text=words.text,
        created_at=clock.now(),
    )
